"""Once a year a doctor answers about their own work; the list offers it, and is quiet about it for a year after."""

import re
from pathlib import Path
from uuid import uuid4

import pytest
from django.test import Client

from cohort.accounts.models import Role, User
from cohort.audit.models import Entry
from cohort.members.models import Participant, Practice
from questionnaires.models import Response, StaffSurvey
from tests import factories
from tests.signing import sign_in
from tests.unit.pathways.conftest import Now

LIST, PAGE, LATER = "/practice/", "/practice/survey/", "/practice/survey/later/"
SAID = {"gp_confidence_pa": "3", "gp_time_pa": "2", "gp_model": "~d", "form_feedback": "easy"}
ENGLISH = {"accept-language": "en"}


def offered(client: Client) -> bool:
    return PAGE in client.get(LIST).text


@pytest.mark.covers("R54")
def test_confidence_and_time_are_recorded_once_a_year_beside_the_advice_given_to_each(
    client: Client, doctor: User, grethe: Participant, now: Now
) -> None:
    assert offered(client)
    sent = client.post(PAGE, SAID, follow=True)
    assert sent.redirect_chain == [(LIST, 302)]
    kept = StaffSurvey.objects.select_related("response").get(user=doctor)
    assert kept.response
    assert kept.response.answers == {
        "gp_confidence_pa": 3,
        "gp_time_pa": "2",
        "gp_model": {"missing": "d"},
        "form_feedback": "easy",
        "form_feedback_text": {"missing": "s"},
    }
    assert not offered(client)
    advice = {"g_contact": "visit", "g_pa_advice": "plan", "g_handout": "yes"}
    form = str(uuid4())
    client.post(f"/participants/{grethe.study_number}/record/", advice | {"form": form})
    given = Response.objects.get(uuid=form)
    assert (given.answers["g_pa_advice"], given.answers["g_handout"]) == ("plan", True)
    now.pass_days(364)
    assert not offered(client)
    now.pass_days(1)
    assert offered(client)


def test_nothing_is_ticked_beforehand_and_everything_has_a_label(client: Client, doctor: User) -> None:
    main = client.get(PAGE).text.split("<main")[1]
    assert "checked" not in main
    assert main.count('name="gp_confidence_pa"') == 11
    assert main.count('name="gp_model"') == 5
    inputs = re.findall(r'<input type="(?:radio|text)" id="([^"]+)"', main)
    assert inputs
    assert all(f'for="{one}"' in main for one in inputs)


def test_what_was_chosen_stands_again_beside_what_was_wrong(client: Client, doctor: User) -> None:
    again = client.post(PAGE, SAID | {"form_feedback_text": "x" * 121}, headers=ENGLISH)
    assert again.status_code == 422
    assert "This line is too long. Make it shorter." in again.text
    assert 'href="#id_form_feedback_text"' in again.text
    assert 'id="id_gp_model_dont_know" name="gp_model" value="~d" checked' in again.text
    assert not StaffSurvey.objects.exists()


def test_an_empty_page_is_not_kept(client: Client, doctor: User) -> None:
    again = client.post(PAGE, {}, headers=ENGLISH)
    assert again.status_code == 422
    assert "Choose an answer to at least one question." in again.text


def test_a_page_of_another_edition_is_not_kept(client: Client, doctor: User) -> None:
    again = client.post(PAGE, SAID | {"version": "0" * 64}, headers=ENGLISH)
    assert again.status_code == 422
    assert "This page is out of date." in again.text
    assert not StaffSurvey.objects.exists()


def test_who_has_answered_is_told_when_the_questions_come_again(client: Client, doctor: User, now: Now) -> None:
    client.post(PAGE, SAID)
    page = client.get(PAGE, headers=ENGLISH)
    assert "The questions come again on 14 May 2027." in page.text
    assert 'name="gp_time_pa"' not in page.text
    assert client.post(PAGE, SAID).status_code == 422


def test_not_now_is_quiet_for_thirty_days(client: Client, doctor: User, grethe: Participant, now: Now) -> None:
    assert client.post(LATER)["Location"] == LIST
    assert not offered(client)
    assert client.get(PAGE).status_code == 200, "who changes their mind finds the page"
    now.pass_days(30)
    assert offered(client)


def test_it_is_not_offered_before_there_are_patients_nor_beside_the_list(
    client: Client, doctor: User, now: Now
) -> None:
    assert not offered(client)
    someone = factories.enrolled(by=doctor).participant
    assert offered(client)
    listed = client.get("/practice/patients/").text
    assert someone.study_number in listed
    assert PAGE not in listed


def test_doctors_only_are_asked(client: Client, practice: Practice, doctor: User, grethe: Participant) -> None:
    sign_in(client, factories.staff(Role.PRACTICE_STAFF, of=practice))
    assert not offered(client)
    assert client.get(PAGE).status_code == 403
    assert client.post(LATER).status_code == 403


def test_looking_changes_nothing(client: Client, doctor: User) -> None:
    before = Entry.objects.count()
    client.get(PAGE)
    assert Entry.objects.count() == before
    assert not StaffSurvey.objects.exists()
    assert client.get(LATER).status_code == 405


def test_the_page_asks_what_the_card_says() -> None:
    """The card names the number of questions; the instrument's file has them."""
    card = Path("templates/pathways/show_practice.html").read_text(encoding="utf-8")
    from questionnaires.definition.load import read_folder

    asked = [item for item in read_folder()["gp_practice"].items if not item.id.startswith("form_")]
    assert f"Once a year: {len(asked)} questions" in card
