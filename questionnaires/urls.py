"""Addresses of answering, where the token is the whole key, and of those who look after instruments."""

from django.urls import path

import cohort.common.converters  # noqa: F401 - names the converters used below
from questionnaires.api import save_answer
from questionnaires.views.answering.answer_page import answer_page
from questionnaires.views.answering.open_questionnaire import open_questionnaire
from questionnaires.views.answering.print_paper import print_paper
from questionnaires.views.answering.set_text_size import set_text_size
from questionnaires.views.answering.show_change import show_change
from questionnaires.views.answering.show_pause import show_pause
from questionnaires.views.answering.show_received import show_received
from questionnaires.views.answering.submit_answers import submit_answers
from questionnaires.views.authoring.add_pack import add_pack
from questionnaires.views.authoring.end_pack import end_pack
from questionnaires.views.authoring.list_instruments import list_instruments
from questionnaires.views.authoring.list_packs import list_packs
from questionnaires.views.authoring.preview_draft import preview_draft
from questionnaires.views.authoring.review_draft import review_draft
from questionnaires.views.authoring.show_draft import (
    give_reason,
    publish_draft,
    set_draft_aside,
    show_draft,
    sign_draft,
)
from questionnaires.views.authoring.show_times import show_times
from questionnaires.views.authoring.upload_draft import upload_draft
from questionnaires.views.diary.begin_diary import begin_diary, begin_first_diary
from questionnaires.views.diary.install_diary import run_diary_worker, show_diary_manifest
from questionnaires.views.diary.keep_diary import keep_diary, show_diary_shell
from questionnaires.views.diary.stop_diary import stop_diary
from questionnaires.views.diary.sync_diary import sync_diary

app_name = "questionnaires"

urlpatterns = [
    # q/<token>/
    path("q/<token:token>/answers/", save_answer, name="save_answer"),
    path("q/<token:token>/", open_questionnaire, name="open_questionnaire"),
    path("q/<token:token>/submit/", submit_answers, name="submit_answers"),
    path("q/<token:token>/received/", show_received, name="show_received"),
    path("q/<token:token>/received/change/", show_change, name="show_change"),
    path("q/<token:token>/diary/", begin_first_diary, name="begin_first_diary"),
    path("q/<token:token>/pause/", show_pause, name="show_pause"),
    path("q/<token:token>/paper/", print_paper, name="print_paper"),
    path("q/<token:token>/<slug:page>/", answer_page, name="answer_page"),
    # d/<token>/
    path("d/<token:token>/", keep_diary, name="keep_diary"),
    path("d/<token:token>/shell/", show_diary_shell, name="show_diary_shell"),
    path("d/<token:token>/entries/", sync_diary, name="sync_diary"),
    path("d/<token:token>/begin/", begin_diary, name="begin_diary"),
    path("d/<token:token>/stop/", stop_diary, name="stop_diary"),
    path("d/<token:token>/manifest.json", show_diary_manifest, name="show_diary_manifest"),
    path("d/<token:token>/worker.js", run_diary_worker, name="run_diary_worker"),
    # instruments/, for whoever writes them, and review/<token>/ for the advisory board
    path("instruments/", list_instruments, name="list_instruments"),
    path("instruments/times/", show_times, name="show_times"),
    path("instruments/upload/", upload_draft, name="upload_draft"),
    path("instruments/drafts/<int:pk>/", show_draft, name="show_draft"),
    path("instruments/drafts/<int:pk>/reason/", give_reason, name="give_reason"),
    path("instruments/drafts/<int:pk>/sign-off/", sign_draft, name="sign_draft"),
    path("instruments/drafts/<int:pk>/publish/", publish_draft, name="publish_draft"),
    path("instruments/drafts/<int:pk>/set-aside/", set_draft_aside, name="set_draft_aside"),
    path("instruments/drafts/<int:pk>/phone/", preview_draft, {"form": "phone"}, name="preview_phone"),
    path("instruments/drafts/<int:pk>/paper/", preview_draft, {"form": "paper"}, name="preview_paper"),
    path("review/<token:token>/", review_draft, name="review_draft"),
    path("text-size/", set_text_size, name="set_text_size"),
    path("wording-packs/", list_packs, name="list_packs"),
    path("wording-packs/add/", add_pack, name="add_pack"),
    path("wording-packs/<int:pk>/end/", end_pack, name="end_pack"),
]
