"""Addresses of data releases, of what a participant may ask for about their own data, and of the study office."""

from django.urls import path

from cohort.common import converters  # noqa: F401 - makes <study_number:…> known
from cohort.exports.api import show_status
from cohort.exports.views.consent.show_certificate import show_certificate
from cohort.exports.views.consent.stop_by_link import stop_by_link
from cohort.exports.views.download_release import download_release
from cohort.exports.views.list_releases import list_releases
from cohort.exports.views.office.office_agree import office_agree
from cohort.exports.views.office.office_answers import office_answers
from cohort.exports.views.office.office_by_post import office_by_post
from cohort.exports.views.office.office_card import office_card
from cohort.exports.views.office.office_consent_paper import office_consent_paper
from cohort.exports.views.office.office_correct import office_correct
from cohort.exports.views.office.office_download import office_download
from cohort.exports.views.office.office_duplicate import office_duplicate
from cohort.exports.views.office.office_duplicates import office_duplicates
from cohort.exports.views.office.office_enter import office_enter
from cohort.exports.views.office.office_paper import office_paper
from cohort.exports.views.office.office_repeat import office_repeat
from cohort.exports.views.office.office_search import office_search
from cohort.exports.views.office.office_stop import office_stop
from cohort.exports.views.own_download import own_download
from cohort.exports.views.own_stop import own_stop
from cohort.exports.views.show_release import retry_release, show_release

app_name = "exports"

ONE = "office/<study_number:study_number>/"

urlpatterns = [
    path("releases/", list_releases, name="list_releases"),
    path("releases/<int:pk>/", show_release, name="show_release"),
    path("releases/<int:pk>/again/", retry_release, name="retry_release"),
    path("releases/<int:pk>/download/", download_release, name="download_release"),
    path("releases/<int:pk>/status/", show_status, name="show_status"),
    path("office/", office_search, name="office_search"),
    path("office/by-post/", office_by_post, name="office_by_post"),
    path("office/duplicates/", office_duplicates, name="office_duplicates"),
    path("office/duplicates/<int:pk>/", office_duplicate, name="office_duplicate"),
    path(ONE, office_card, name="office_card"),
    path(f"{ONE}correct/", office_correct, name="office_correct"),
    path(f"{ONE}consent/", office_agree, name="office_agree"),
    path(f"{ONE}consent/paper/", office_consent_paper, name="office_consent_paper"),
    path(f"{ONE}data/", office_download, name="office_download"),
    path(f"{ONE}repeated/", office_repeat, name="office_repeat"),
    path(f"{ONE}stop/", office_stop, name="office_stop"),
    path(f"{ONE}answers/", office_answers, name="office_answers"),
    path(f"{ONE}answers/<uuid:uuid>/", office_enter, name="office_enter"),
    path(f"{ONE}answers/<uuid:uuid>/paper/", office_paper, name="office_paper"),
    path("mine/data/", own_download, name="own_download"),
    path("mine/stop/", own_stop, name="own_stop"),
    # From a message, without signing in
    path("c/<token:token>/stop/", stop_by_link, name="stop_by_link"),
    path("stopped/<uuid:uuid>/", show_certificate, name="show_certificate"),
]
