"""The door by which a page saves each answer as it is given."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from cohort.audit.models import Entry
from questionnaires.models import Response
from tests.unit.questionnaires.answering import ALL, Person


@pytest.mark.covers("R66")
def test_every_answer_is_saved_as_it_is_given(person: Person) -> None:
    for item, value in ALL.items():
        assert person.patch({"answers": {item: value}}).status_code == 200
        assert person.answers[item] == value
    assert person.answers == ALL


@pytest.mark.covers("R66")
def test_what_was_saved_on_one_device_is_there_on_another(person: Person) -> None:
    person.patch({"answers": {"works": True, "hurts": 7}})
    other = Client()
    landing = other.get(person.url("open_questionnaire"))
    assert person.url("answer_page", "job") in landing.content.decode()
    assert 'value="7" checked' in other.get(person.url("answer_page", "work")).content.decode()


def test_two_devices_do_not_undo_each_other(person: Person) -> None:
    other = Client()
    person.patch({"answers": {"hurts": 7}})
    other.patch(person.url("save_answer"), {"answers": {"days": 3}}, content_type="application/json")
    person.patch({"answers": {"works": False}})
    assert person.answers == {"hurts": 7, "days": 3, "works": False}
    assert Response.objects.count() == 1


def test_of_what_is_sent_twice_the_last_counts(person: Person) -> None:
    person.patch('{"answers": {"hurts": 3, "days": 1, "hurts": 7}}')
    assert person.answers == {"hurts": 7, "days": 1}


def test_a_wrong_value_costs_no_right_one_and_is_explained(person: Person) -> None:
    answer = person.patch({"answers": {"hurts": 11, "days": 3, "nothing": 1}})
    assert answer.status_code == 200
    assert answer.json()["faults"].keys() == {"hurts", "nothing"}
    assert "10" in answer.json()["faults"]["hurts"]
    assert person.answers == {"days": 3}


def test_the_explanation_is_in_the_language_of_the_page(person: Person) -> None:
    person.client.cookies["django_language"] = "en"
    assert person.patch({"answers": {"days": "many"}}).json()["faults"] == {"days": "Write a number."}


def test_an_answer_is_taken_away_by_null(person: Person) -> None:
    person.patch({"answers": {"hurts": 7, "days": 3}})
    person.patch({"answers": {"hurts": None}})
    assert person.answers == {"days": 3}


def test_a_newer_answer_of_another_device_stands_and_is_told(person: Person) -> None:
    """The phone was without a network for an hour while its owner went on at the computer."""
    person.client.cookies["django_language"] = "en"
    person.patch({"answers": {"hurts": 7}})
    told = person.patch({"answers": {"hurts": 2, "days": 3}, "ages": {"hurts": 3_600_000, "days": 3_600_000}}).json()
    assert told["newer"] == {"hurts": 7}
    assert "another device" in told["faults"]["hurts"]
    assert person.answers == {"hurts": 7, "days": 3}


@pytest.mark.parametrize("ages", [None, [], {"hurts": "x"}, {"hurts": -5}, {"hurts": True}, {"hurts": 10**30}, {"": 1}])
def test_ages_that_make_no_sense_cost_no_answer(person: Person, ages: object) -> None:
    assert person.patch({"answers": {"hurts": 7}, "ages": ages}).status_code == 200
    assert person.answers == {"hurts": 7}


def test_the_page_learns_which_questions_are_shown_now(person: Person) -> None:
    assert "where_text" not in person.patch({"answers": {"where": "low"}}).json()["visible"]
    assert "where_text" in person.patch({"answers": {"where": "other"}}).json()["visible"]


def test_each_value_keeps_when_how_and_how_long(person: Person) -> None:
    person.patch({"answers": {"hurts": 7, "days": 3}, "seconds": {"hurts": 4, "days": True}})
    trail = person.assignment.response.trail
    assert trail["hurts"]["s"] == 4
    assert trail["hurts"]["lang"] == "da"
    assert trail["hurts"]["mode"] == "page"
    assert trail["hurts"]["at"].endswith("+00:00")
    assert "s" not in trail["days"]


def test_the_audit_has_one_row_for_beginning_and_none_per_answer(person: Person) -> None:
    for hurts in range(5):
        person.patch({"answers": {"hurts": hurts}})
    rows = Entry.objects.filter(action__startswith="response.")
    assert [row.action for row in rows] == ["response.started"]
    assert rows[0].actor == person.participant.actor


@pytest.mark.covers("S10")
def test_without_the_token_of_our_page_nothing_is_saved(person: Person) -> None:
    strict = Client(enforce_csrf_checks=True)
    sent = strict.patch(person.url("save_answer"), {"answers": {"hurts": 7}}, content_type="application/json")
    assert sent.status_code == 403
    assert strict.post(person.url("answer_page", "work"), {"shown": "hurts", "hurts": "7"}).status_code == 403
    assert strict.post(person.url("submit_answers")).status_code == 403
    assert person.answers == {}


def test_with_the_token_of_our_page_it_is_saved(person: Person) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.get(person.url("answer_page", "work"))
    sent = strict.patch(
        person.url("save_answer"),
        {"answers": {"hurts": 7}},
        content_type="application/json",
        headers={"X-CSRFToken": strict.cookies["csrftoken"].value},
    )
    assert sent.status_code == 200
    assert person.answers == {"hurts": 7}


@pytest.mark.parametrize(
    "body", ["[1]", '{"answers": 3}', "{}", "nonsense", '{"answers": {"\\ud800": 1, "job": "\\ud800"}}']
)
def test_what_is_no_patch_saves_nothing_and_breaks_nothing(person: Person, body: str) -> None:
    sent = person.client.patch(person.url("save_answer"), body, content_type="application/json")
    assert sent.status_code in (200, 400)
    assert person.answers == {}


def test_a_link_that_opens_nothing_says_so(person: Person) -> None:
    url = person.url("save_answer").replace(person.token, "x" * 43)
    assert person.client.patch(url, {"answers": {}}, content_type="application/json").status_code == 404
    person.client.post(person.url("submit_answers"))
    assert person.patch({"answers": {"hurts": 1}}).status_code == 410
    assert person.answers["hurts"] == {"missing": "s"}


def test_saving_an_answer_costs_few_queries(
    person: Person, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    """The count of the door, whose link it is, what it is about, and the update; and the transaction's two ends."""
    person.patch({"answers": {"hurts": 7}})
    with django_assert_max_num_queries(4 + 2):
        person.patch({"answers": {"hurts": 8}})
    assert person.answers == {"hurts": 8}


@pytest.mark.parametrize(
    ("body", "content_type", "status"),
    [
        ("nonsense", "application/json", 400),
        ("[" * 100_000, "application/json", 400),
        ('{"answers": {"hurts": NaN}}', "application/json", 400),
        (b"\xff", "application/json", 400),
        ("hurts=7", "application/x-www-form-urlencoded", 415),
    ],
)
def test_what_cannot_be_read_is_turned_away(person: Person, body: str, content_type: str, status: int) -> None:
    sent = person.client.patch(person.url("save_answer"), body, content_type=content_type)
    assert sent.status_code == status
    assert "no-store" in sent["Cache-Control"]
    assert person.client.post(person.url("save_answer"), {}).status_code == 405
    assert person.answers == {}
