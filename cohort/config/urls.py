"""Every address of the program, app by app from the top of the house to its foundation."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("cohort.exports.urls")),
    path("", include("pathways.urls")),
    path("", include("recruitment.urls")),
    path("", include("questionnaires.urls")),
    path("", include("cohort.members.urls")),
    path("accounts/", include("allauth.urls")),
]

if settings.DEMO:
    urlpatterns.append(path("demo/", include("cohort.config.demo.urls")))
