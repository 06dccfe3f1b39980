"""A phone and a computer at the same moment: nothing is saved twice, and nothing acknowledged is lost."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from cohort.audit.models import Entry
from cohort.common import clock
from cohort.common.errors import NoLongerOpen
from questionnaires.actions import answers
from questionnaires.models import Response
from tests.unit.questionnaires import answering
from tests.unit.questionnaires.answering import ALL, Person


@pytest.fixture
def person(transactional_db: None) -> Person:
    return answering.person()


@pytest.mark.covers("R66")
def test_first_answers_from_many_windows_make_one_response(person: Person) -> None:
    """Each window holds the assignment as it was before anybody had answered."""
    windows = [(item, value, person.assignment) for item, value in ALL.items()]
    together = Barrier(len(windows))

    def save(window: tuple[str, object, object]) -> None:
        item, value, assignment = window
        try:
            together.wait(10)
            answers.save(
                assignment=assignment,  # type: ignore[arg-type]
                patch={item: value},
                language="da",
                mode="page",
                now=clock.now(),
            )
        finally:
            connection.close()

    with ThreadPoolExecutor(len(windows)) as pool:
        list(pool.map(save, windows))
    assert person.answers == ALL
    assert Response.objects.count() == 1
    assert Entry.objects.filter(action="response.started").count() == 1


def test_an_answer_beside_handing_in_is_kept_or_refused_but_never_lost(person: Person) -> None:
    answers.save(assignment=person.assignment, patch={"hurts": 1}, language="da", mode="page", now=clock.now())
    saving, sending = person.assignment, person.assignment
    together = Barrier(2)

    def save() -> bool:
        try:
            together.wait(10)
            answers.save(assignment=saving, patch={"hurts": 9}, language="da", mode="page", now=clock.now())
        except NoLongerOpen:
            return False
        finally:
            connection.close()
        return True

    def submit() -> None:
        try:
            together.wait(10)
            answers.submit(assignment=sending, by=person.participant.actor)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        saved, sent = pool.submit(save), pool.submit(submit)
        sent.result()
    assert person.answers["hurts"] == (9 if saved.result() else 1)
    assert person.assignment.response.submitted_at is not None
