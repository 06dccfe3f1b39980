"""Addresses of the ways into the cohort."""

from django.urls import URLPattern, path

from cohort.common import converters  # noqa: F401 - makes <study_number:…> and <token:…> known
from recruitment.views.channels.add_channel import add_channel
from recruitment.views.channels.list_channels import list_channels
from recruitment.views.channels.open_channel import open_channel
from recruitment.views.channels.print_cluster_slides import print_cluster_slides
from recruitment.views.channels.print_material import print_material
from recruitment.views.channels.show_channel import end_channel, show_channel
from recruitment.views.channels.show_material import show_material
from recruitment.views.channels.type_channel import type_channel
from recruitment.views.decide_consent import decide_consent
from recruitment.views.enrol_participant import enrol_participant
from recruitment.views.joining.correct_address import correct_address
from recruitment.views.joining.join import join
from recruitment.views.joining.list_claims import answer_claim, list_claims
from recruitment.views.joining.list_sign_ups import list_sign_ups, settle_sign_up
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
    path("practice/enrolled/<study_number:study_number>/address/", correct_address, name="correct_address"),
    # Those who signed up themselves
    path("x/<slug:code>/join/", join, name="join"),
    path("practice/waiting/", list_claims, name="list_claims"),
    path("practice/waiting/<int:pk>/", answer_claim, name="answer_claim"),
    path("office/sign-ups/", list_sign_ups, name="list_sign_ups"),
    path("office/sign-ups/<int:pk>/", settle_sign_up, name="settle_sign_up"),
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
    # Where posters and leaflets lead
    path("x/", type_channel, name="type_channel"),
    path("x/<str:code>/", open_channel, name="open_channel"),
    # The ways in and what is printed for them
    path("office/channels/", list_channels, name="list_channels"),
    path("office/channels/new/", add_channel, name="add_channel"),
    path("office/channels/slides/", print_cluster_slides, name="print_cluster_slides"),
    path("office/channels/<str:code>/", show_channel, name="show_channel"),
    path("office/channels/<str:code>/end/", end_channel, name="end_channel"),
    path("practice/material/", show_material, name="show_material"),
    path("material/<str:code>/<slug:kind>/", print_material, name="print_material"),
]
