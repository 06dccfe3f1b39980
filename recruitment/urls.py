"""Addresses of the ways into the cohort."""

from django.urls import URLPattern, path

from cohort.common import converters  # noqa: F401 - makes <study_number:…> and <token:…> known
from recruitment.views.decide_consent import decide_consent
from recruitment.views.enrol_participant import enrol_participant
from recruitment.views.monitor.list_sub_studies import list_sub_studies
from recruitment.views.monitor.show_monitor import show_monitor
from recruitment.views.monitor.show_sub_study import show_sub_study, switch_sub_study, try_sub_study
from recruitment.views.monitor.show_tally import download_tally, show_tally
from recruitment.views.monitor.write_sub_study import write_sub_study
from recruitment.views.open_link import open_link
from recruitment.views.read_consent import read_consent
from recruitment.views.show_invitation import reissue_invitation, show_invitation
from recruitment.views.type_code import type_code

app_name = "recruitment"

urlpatterns: list[URLPattern] = [
    path("practice/enrol/", enrol_participant, name="enrol_participant"),
    path("practice/enrolled/<study_number:study_number>/", show_invitation, name="show_invitation"),
    path("practice/enrolled/<study_number:study_number>/again/", reissue_invitation, name="reissue_invitation"),
    # How recruitment goes
    path("monitor/", show_monitor, name="show_monitor"),
    path("monitor/<slug:table>/", show_tally, name="show_tally"),
    path("monitor/<slug:table>.csv", download_tally, name="download_tally"),
    path("sub-studies/", list_sub_studies, name="list_sub_studies"),
    path("sub-studies/new/", write_sub_study, name="write_sub_study"),
    path("sub-studies/<int:pk>/", show_sub_study, name="show_sub_study"),
    path("sub-studies/<int:pk>/rules/", write_sub_study, name="change_sub_study"),
    path("sub-studies/<int:pk>/trial/", try_sub_study, name="try_sub_study"),
    path("sub-studies/<int:pk>/switch/", switch_sub_study, name="switch_sub_study"),
    # What a patient opens
    path("l/<token:token>/", open_link, name="open_link"),
    path("l/<token:token>/consent/", decide_consent, name="decide_consent"),
    path("l/<token:token>/consent/text/", read_consent, name="read_consent"),
    path("k/", type_code, name="type_code"),
]
