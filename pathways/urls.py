"""Addresses of the clinician's pages."""

from django.urls import URLPattern, path

from cohort.common import converters  # noqa: F401 - makes <study_number:…> known
from pathways.views.list_participants import list_participants
from pathways.views.show_note import show_note
from pathways.views.show_participant import show_participant
from pathways.views.show_summary import download_summary, request_summary, show_summary
from pathways.views.write_record import write_record

app_name = "pathways"

ONE = "participants/<study_number:study_number>/"

urlpatterns: list[URLPattern] = [
    path("practice/", list_participants, name="list_participants"),
    path(ONE, show_participant, name="show_participant"),
    path(f"{ONE}record/", write_record, name="write_record"),
    path(f"{ONE}record/<uuid:uuid>/note/", show_note, name="show_note"),
    path(f"{ONE}summary/", request_summary, name="request_summary"),
    path(f"{ONE}summary/<int:pk>/", show_summary, name="show_summary"),
    path(f"{ONE}summary/<int:pk>/pdf/", download_summary, name="download_summary"),
]
