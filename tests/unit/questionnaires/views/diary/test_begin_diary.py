"""Beginning a diary after a questionnaire: offered once, to those who said yes to one."""

import pytest
from django.test import Client

from questionnaires.actions import answers
from questionnaires.models import Diary
from tests.unit.questionnaires import answering
from tests.unit.questionnaires.answering import Person

OFFER = "Vil du skrive dagbog?"


@pytest.fixture
def person(db: None) -> Person:
    return answering.person()


def thanks(person: Person) -> str:
    return str(person.get("show_received").content.decode())


def handed_in(person: Person) -> Person:
    answers.submit(assignment=person.assignment, by=person.participant.actor)
    return person


def test_it_is_offered_after_handing_in_and_begun_at_one_tap(person: Person) -> None:
    assert OFFER in thanks(handed_in(person))
    begun = person.client.post(person.url("begin_first_diary"))
    assert begun.status_code == 302
    assert begun.url.startswith("/d/")
    assert "Din dagbog" in Client().get(begun.url).content.decode()
    assert Diary.objects.get().participant == person.participant


def test_never_to_a_diary_that_has_been_begun(person: Person) -> None:
    """A link in an old message opens less than the diary's own."""
    person.client.post(handed_in(person).url("begin_first_diary"))
    assert OFFER not in thanks(person)
    assert person.client.post(person.url("begin_first_diary")).url == person.url("show_received")


def test_not_before_handing_in(person: Person) -> None:
    assert person.client.post(person.url("begin_first_diary")).url == person.url("show_received")
    assert not Diary.objects.exists()
