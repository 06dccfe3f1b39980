"""Addresses of the ways into the cohort."""

from django.urls import URLPattern, path

from cohort.common import converters  # noqa: F401 - makes <study_number:…> and <token:…> known
from recruitment.views.enrol_participant import enrol_participant
from recruitment.views.show_invitation import reissue_invitation, show_invitation

app_name = "recruitment"

urlpatterns: list[URLPattern] = [
    path("practice/enrol/", enrol_participant, name="enrol_participant"),
    path("practice/enrolled/<study_number:study_number>/", show_invitation, name="show_invitation"),
    path("practice/enrolled/<study_number:study_number>/again/", reissue_invitation, name="reissue_invitation"),
]
