"""Every address of the program, grouped by what it hangs on."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    
    path("accounts/", include("allauth.urls")),
]

if settings.DEMO:
    urlpatterns.append(path("demo/", include("cohort.config.demo.urls")))
