"""Every address of the program, app by app."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from cohort.config import health, views

front = [
    path("", views.show_home, name="show_home"),
    path("language/", views.set_language, name="set_language"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include((front, "config"))),
    path("", include("questionnaires.urls")),  # the most asked for, by far
    path("", include("cohort.exports.urls")),
    path("", include("pathways.urls")),
    path("", include("recruitment.urls")),
    path("", include("cohort.members.urls")),
    path("accounts/", include("cohort.accounts.urls")),
    path("health/live/", health.live, name="health_live"),
    path("health/ready/", health.ready, name="health_ready"),
]

handler400 = "cohort.config.web.faults.bad_request"
handler500 = "cohort.config.web.faults.server_error"

if settings.DEMO:
    urlpatterns.append(path("demo/", include("cohort.config.demo.urls")))
