"""Addresses of the ways into the cohort."""

from django.urls import URLPattern, path

from cohort.common import converters  # noqa: F401 - makes <study_number:…> and <token:…> known
from recruitment.views.consent.choose_by_link import choose_by_link
from recruitment.views.consent.print_agreed import print_agreed
from recruitment.views.consent.show_choices import show_choices
from recruitment.views.decide_consent import decide_consent
from recruitment.views.enrol_participant import enrol_participant
from recruitment.views.open_link import open_link
from recruitment.views.read_consent import read_consent
from recruitment.views.show_invitation import reissue_invitation, show_invitation
from recruitment.views.type_code import type_code

app_name = "recruitment"

urlpatterns: list[URLPattern] = [
    path("practice/enrol/", enrol_participant, name="enrol_participant"),
    path("practice/enrolled/<study_number:study_number>/", show_invitation, name="show_invitation"),
    path("practice/enrolled/<study_number:study_number>/again/", reissue_invitation, name="reissue_invitation"),
    # What a patient opens
    path("l/<token:token>/", open_link, name="open_link"),
    path("l/<token:token>/consent/", decide_consent, name="decide_consent"),
    path("l/<token:token>/consent/text/", read_consent, name="read_consent"),
    # What was said yes to: to look at, to change, to keep
    path("c/<token:token>/", show_choices, name="show_choices"),
    path("c/<token:token>/choose/", choose_by_link, name="choose_by_link"),
    path("c/<token:token>/agreed/", print_agreed, name="print_agreed"),
    path("k/", type_code, name="type_code"),
]
