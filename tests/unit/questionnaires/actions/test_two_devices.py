"""A phone and a computer at the same moment: nothing is saved twice, and nothing acknowledged is lost."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from time import sleep

import pytest
from django.db import connection, transaction

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
                now=clock.now(),
                how=answers.Manner("da"),
            )
        finally:
            connection.close()

    with ThreadPoolExecutor(len(windows)) as pool:
        list(pool.map(save, windows))
    assert person.answers == ALL
    assert Response.objects.count() == 1
    assert Entry.objects.filter(action="response.started").count() == 1


def test_an_answer_that_waits_for_handing_in_is_refused(person: Person) -> None:
    """It comes while the other device is handing in, and finds the answers frozen when its turn comes."""
    answers.save(assignment=person.assignment, patch={"hurts": 1}, now=clock.now(), how=answers.Manner("da"))
    late = person.assignment

    def save() -> None:
        try:
            answers.save(assignment=late, patch={"hurts": 9}, now=clock.now(), how=answers.Manner("da"))
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            answers.submit(assignment=person.assignment, by=person.participant.actor)
            saving = pool.submit(save)
            wait_for_a_waiting_one()
        with pytest.raises(NoLongerOpen):
            saving.result()
    assert person.answers["hurts"] == 1


def wait_for_a_waiting_one() -> None:
    """Until another connection waits for a lock that this one holds; at most ten seconds."""
    for _ in range(200):
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT EXISTS (SELECT FROM pg_locks"
                " WHERE NOT granted AND pg_backend_pid() = ANY(pg_blocking_pids(pid)))"
            )
            if cursor.fetchone()[0]:
                return
        sleep(0.05)
    raise AssertionError("nobody waits")


def test_handing_in_waits_for_an_answer_and_keeps_it(person: Person) -> None:
    answers.save(assignment=person.assignment, patch={"hurts": 1}, now=clock.now(), how=answers.Manner("da"))
    sending = person.assignment

    def submit() -> None:
        try:
            answers.submit(assignment=sending, by=person.participant.actor)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            answers.save(assignment=person.assignment, patch={"hurts": 9}, now=clock.now(), how=answers.Manner("da"))
            sent = pool.submit(submit)
            wait_for_a_waiting_one()
        sent.result()
    assert person.answers["hurts"] == 9
