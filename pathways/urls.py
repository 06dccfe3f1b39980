"""Addresses of the clinician's pages, and of a participant's own page."""

from django.urls import URLPattern, path

from cohort.common import converters  # noqa: F401 - makes <study_number:…> known
from pathways.views.answer_own_questionnaire import answer_own_questionnaire
from pathways.views.answer_survey import answer_survey, put_off_survey
from pathways.views.correct_own_contact import correct_own_contact
from pathways.views.decide_own_choice import decide_own_choice
from pathways.views.list_left import list_left
from pathways.views.list_participants import list_participants
from pathways.views.open_own_diary import open_own_diary
from pathways.views.own.choose_own_language import choose_own_language
from pathways.views.own.print_own_agreed import print_own_agreed
from pathways.views.show_note import show_note
from pathways.views.show_own_answers import show_own_answers
from pathways.views.show_own_page import show_own_page
from pathways.views.show_participant import show_participant
from pathways.views.show_practice import show_practice
from pathways.views.show_summary import download_summary, request_summary, show_summary
from pathways.views.write_record import write_record

app_name = "pathways"

ONE = "participants/<study_number:study_number>/"

urlpatterns: list[URLPattern] = [
    path("practice/", show_practice, name="show_practice"),
    path("practice/patients/", list_participants, name="list_participants"),
    path("practice/left/", list_left, name="list_left"),
    path("practice/survey/", answer_survey, name="answer_survey"),
    path("practice/survey/later/", put_off_survey, name="put_off_survey"),
    path(ONE, show_participant, name="show_participant"),
    path(f"{ONE}record/", write_record, name="write_record"),
    path(f"{ONE}record/<uuid:uuid>/note/", show_note, name="show_note"),
    path(f"{ONE}summary/", request_summary, name="request_summary"),
    path(f"{ONE}summary/<int:pk>/", show_summary, name="show_summary"),
    path(f"{ONE}summary/<int:pk>/pdf/", download_summary, name="download_summary"),
    # behind the code; the door is members:…
    path("mine/", show_own_page, name="show_own_page"),
    path("mine/choices/", decide_own_choice, name="decide_own_choice"),
    path("mine/agreed/", print_own_agreed, name="print_own_agreed"),
    path("mine/agreed/<int:decision>/", print_own_agreed, name="print_own_agreed_then"),
    path("mine/language/", choose_own_language, name="choose_own_language"),
    path("mine/contact/", correct_own_contact, name="correct_own_contact"),
    path("mine/answers/<uuid:uuid>/", show_own_answers, name="show_own_answers"),
    path("mine/questions/<uuid:uuid>/", answer_own_questionnaire, name="answer_own_questionnaire"),
    path("mine/diary/<slug:slug>/", open_own_diary, name="open_own_diary"),
]
