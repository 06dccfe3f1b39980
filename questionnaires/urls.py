"""Addresses of answering. The token in an address is the whole key to it."""

from django.urls import path

import cohort.common.converters  # noqa: F401 - names the converters used below
from questionnaires.api import save_answer
from questionnaires.views.answer_page import answer_page
from questionnaires.views.begin_diary import begin_diary, begin_first_diary
from questionnaires.views.install_diary import run_diary_worker, show_diary_manifest
from questionnaires.views.keep_diary import keep_diary, show_diary_shell
from questionnaires.views.open_questionnaire import open_questionnaire
from questionnaires.views.set_text_size import set_text_size
from questionnaires.views.show_pause import show_pause
from questionnaires.views.show_received import show_received
from questionnaires.views.stop_diary import stop_diary
from questionnaires.views.submit_answers import submit_answers
from questionnaires.views.sync_diary import sync_diary

app_name = "questionnaires"

urlpatterns = [
    path("text-size/", set_text_size, name="set_text_size"),
    # q/<token>/
    path("q/<token:token>/", open_questionnaire, name="open_questionnaire"),
    path("q/<token:token>/answers/", save_answer, name="save_answer"),
    path("q/<token:token>/submit/", submit_answers, name="submit_answers"),
    path("q/<token:token>/received/", show_received, name="show_received"),
    path("q/<token:token>/diary/", begin_first_diary, name="begin_first_diary"),
    path("q/<token:token>/pause/", show_pause, name="show_pause"),
    path("q/<token:token>/<slug:page>/", answer_page, name="answer_page"),
    # d/<token>/
    path("d/<token:token>/", keep_diary, name="keep_diary"),
    path("d/<token:token>/shell/", show_diary_shell, name="show_diary_shell"),
    path("d/<token:token>/entries/", sync_diary, name="sync_diary"),
    path("d/<token:token>/begin/", begin_diary, name="begin_diary"),
    path("d/<token:token>/stop/", stop_diary, name="stop_diary"),
    path("d/<token:token>/manifest.json", show_diary_manifest, name="show_diary_manifest"),
    path("d/<token:token>/worker.js", run_diary_worker, name="run_diary_worker"),
]
