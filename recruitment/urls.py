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
from recruitment.views.clusters import list_requests, list_sign_up_links, list_talks, show_cluster
from recruitment.views.clusters.import_places import import_places
from recruitment.views.clusters.list_clusters import list_clusters
from recruitment.views.clusters.sign_up_practice import sign_up_practice, thank_practice
from recruitment.views.consent.choose_by_link import choose_by_link
from recruitment.views.consent.print_agreed import print_agreed
from recruitment.views.consent.show_choices import show_choices
from recruitment.views.decide_consent import decide_consent
from recruitment.views.enrol_participant import enrol_participant
from recruitment.views.joining.correct_address import correct_address
from recruitment.views.joining.join import join
from recruitment.views.joining.list_claims import answer_claim, list_claims
from recruitment.views.joining.list_sign_ups import list_sign_ups, settle_sign_up
from recruitment.views.monitor.list_sub_studies import list_sub_studies
from recruitment.views.monitor.show_monitor import show_monitor
from recruitment.views.monitor.show_sub_study import show_sub_study, switch_sub_study, try_sub_study
from recruitment.views.monitor.show_tally import download_tally, show_tally
from recruitment.views.monitor.write_sub_study import write_sub_study
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
    # What was said yes to: to look at, to change, to keep
    path("c/<token:token>/", show_choices, name="show_choices"),
    path("c/<token:token>/choose/", choose_by_link, name="choose_by_link"),
    path("c/<token:token>/agreed/", print_agreed, name="print_agreed"),
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
    # Winning practices: what a practice opens, and what the study office keeps
    path("gp/<slug:code>/", sign_up_practice, name="sign_up_practice"),
    path("gp/<slug:code>/thanks/", thank_practice, name="thank_practice"),
    path("clusters/", list_clusters, name="list_clusters"),
    path("clusters/<int:pk>/", show_cluster.show_cluster, name="show_cluster"),
    path("clusters/<int:pk>/edit/", show_cluster.edit_cluster, name="edit_cluster"),
    path("clusters/<int:pk>/addresses/", show_cluster.add_addresses, name="add_addresses"),
    path("clusters/<int:pk>/addresses/<int:address>/remove/", show_cluster.remove_address, name="remove_address"),
    path("clusters/<int:pk>/send/", show_cluster.send_pack, name="send_pack"),
    path("clusters/<int:pk>/contacts/", show_cluster.log_contact, name="log_contact"),
    path("clusters/talks/", list_talks.list_talks, name="list_talks"),
    path("clusters/talks/plan/", list_talks.plan_talk, name="plan_talk"),
    path("clusters/talks/<int:pk>/settle/", list_talks.settle_talk, name="settle_talk"),
    path("clusters/import/", import_places, name="import_places"),
    path("clusters/requests/", list_requests.list_requests, name="list_requests"),
    path("clusters/requests/<uuid:pk>/accept/", list_requests.accept_request, name="accept_request"),
    path("clusters/requests/<uuid:pk>/refuse/", list_requests.refuse_request, name="refuse_request"),
    path("clusters/links/", list_sign_up_links.list_sign_up_links, name="list_sign_up_links"),
    path("clusters/links/<slug:code>/", list_sign_up_links.show_sign_up_kit, name="show_sign_up_kit"),
    path("clusters/links/<slug:code>/end/", list_sign_up_links.end_sign_up_link, name="end_sign_up_link"),
    path(
        "clusters/links/<slug:code>/picture.png", list_sign_up_links.draw_sign_up_picture, name="draw_sign_up_picture"
    ),
]
