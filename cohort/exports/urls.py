"""Addresses of data releases, and of what a participant may ask for about their own data."""

from django.urls import path

from cohort.exports.api import show_status
from cohort.exports.views.download_release import download_release
from cohort.exports.views.list_releases import list_releases
from cohort.exports.views.own_download import own_download
from cohort.exports.views.own_stop import own_stop
from cohort.exports.views.show_release import retry_release, show_release

app_name = "exports"

urlpatterns = [
    path("releases/", list_releases, name="list_releases"),
    path("releases/<int:pk>/", show_release, name="show_release"),
    path("releases/<int:pk>/again/", retry_release, name="retry_release"),
    path("releases/<int:pk>/download/", download_release, name="download_release"),
    path("releases/<int:pk>/status/", show_status, name="show_status"),
    path("mine/data/", own_download, name="own_download"),
    path("mine/stop/", own_stop, name="own_stop"),
]
