"""Addresses of the ways into the cohort."""

from django.urls import URLPattern, path

from cohort.common import converters  # noqa: F401 - makes <study_number:…> and <token:…> known
from recruitment.views.decide_consent import decide_consent
from recruitment.views.enrol_participant import enrol_participant
from recruitment.views.open_link import open_link
from recruitment.views.practice.list_workload import list_workload
from recruitment.views.practice.note_screening import note_screening, take_back_screening
from recruitment.views.practice.print_slip import print_slip
from recruitment.views.practice.read_expectations import read_expectations
from recruitment.views.read_consent import read_consent
from recruitment.views.show_invitation import reissue_invitation, show_invitation
from recruitment.views.type_code import type_code

app_name = "recruitment"

urlpatterns: list[URLPattern] = [
    # The practice
    path("practice/enrol/", enrol_participant, name="enrol_participant"),
    path("practice/enrolled/<study_number:study_number>/", show_invitation, name="show_invitation"),
    path("practice/enrolled/<study_number:study_number>/again/", reissue_invitation, name="reissue_invitation"),
    path("practice/enrolled/<study_number:study_number>/slip/", print_slip, name="print_slip"),
    path("practice/asked/", note_screening, name="note_screening"),
    path("practice/asked/take-back/", take_back_screening, name="take_back_screening"),
    path("for-practices/", read_expectations, name="read_expectations"),
    path("office/workload/", list_workload, name="list_workload"),
    # What a patient opens
    path("l/<token:token>/", open_link, name="open_link"),
    path("l/<token:token>/consent/", decide_consent, name="decide_consent"),
    path("l/<token:token>/consent/text/", read_consent, name="read_consent"),
    path("k/", type_code, name="type_code"),
]
