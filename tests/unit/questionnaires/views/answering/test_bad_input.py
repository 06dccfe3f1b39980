"""Whatever is sent: a sentence in the right language says what to do, and what was valid is kept."""

from datetime import timedelta

import pytest

from cohort.common import clock
from questionnaires.actions import answers
from questionnaires.models import Assignment
from tests.unit.questionnaires.answering import ALL, Person

RIGHT = {"days": 3}
WRONG: list[tuple[str, object, str, str]] = [
    ("hurts", 11, "Vælg noget fra 0 til 10.", "Choose something from 0 to 10."),
    ("hurts", -1, "Vælg noget fra 0 til 10.", "Choose something from 0 to 10."),
    ("hurts", 3.5, "Skriv et helt tal", "Write a whole number"),
    ("hurts", "meget", "Skriv et tal.", "Write a number."),
    ("hurts", [7], "Skriv et tal.", "Write a number."),
    ("hurts", {"missing": "x"}, "Vælg igen", "choose again"),
    ("where", "moon", "Vælg igen", "choose again"),
    ("helps", ["walk", "none"], "kan ikke stå sammen", "cannot stand together"),
    ("since", "2026-02-30", "Skriv datoen som", "Write a date as"),
    ("job", "x" * 21, "Der er plads til 20", "There is room for 20"),
    ("job", "x" * 500_000, "Der er plads til 20", "There is room for 20"),
    ("job", "a\x00b", "tegn, som vi ikke kan gemme", "signs that we cannot save"),
    ("hurts_v1", 3, "er ikke med i det skema", "is not part of the form"),
]


@pytest.mark.parametrize(("item", "value", "danish", "english"), WRONG)
@pytest.mark.parametrize("language", ["da", "en"])
def test_a_wrong_answer_is_explained_and_its_neighbour_kept(
    person: Person, item: str, value: object, danish: str, english: str, language: str
) -> None:
    person.client.cookies["django_language"] = language
    told = person.patch({"answers": {item: value, **RIGHT}})
    assert told.status_code == 200
    assert told.json()["faults"].keys() == {item}
    assert (danish if language == "da" else english) in told.json()["faults"][item]
    assert person.answers == RIGHT


def test_an_answer_to_a_hidden_question_costs_nothing_and_is_not_handed_in(person: Person) -> None:
    told = person.patch({"answers": {"where_text": "knæet", **RIGHT}})
    assert told.json()["faults"] == {}
    assert "where_text" not in told.json()["visible"]
    answers.submit(assignment=person.assignment, by=person.participant.actor)
    assert "where_text" not in person.answers
    assert person.answers["days"] == 3


def test_megabytes_are_turned_away_in_words_and_cost_nothing(person: Person) -> None:
    person.patch({"answers": RIGHT})
    assert person.patch({"answers": {"job": "x" * 3_000_000}}).status_code == 413
    page = person.send("job", "job", job="x" * 3_000_000)
    assert page.status_code == 413
    assert "for meget" in page.content.decode() or "for stort" in page.content.decode()
    assert person.answers == RIGHT


def test_everything_sent_twice_is_there_once(person: Person) -> None:
    first = person.patch({"answers": ALL})
    assert person.patch({"answers": ALL}).json() == first.json()
    assert person.answers == ALL
    for _time in range(2):
        assert person.client.post(person.url("submit_answers")).status_code == 302
    assert person.assignment.state == Assignment.State.SUBMITTED


@pytest.mark.parametrize(("language", "words"), [("da", "Skemaet er ikke åbent"), ("en", "This form is not open")])
def test_after_the_window_nothing_is_saved_and_nothing_lost(person: Person, language: str, words: str) -> None:
    person.client.cookies["django_language"] = language
    person.patch({"answers": RIGHT})
    now = clock.now()
    Assignment.objects.filter(pk=person.assignment.pk).update(
        opens_at=now - timedelta(days=40), closes_at=now - timedelta(minutes=1)
    )
    late = person.patch({"answers": {"days": 9}})
    assert (late.status_code, late.json()) == (410, {"reason": "closed"})
    page = person.send("numbers", "days", days="9")
    assert page.status_code == 410
    assert words in page.content.decode()
    assert person.answers == RIGHT
