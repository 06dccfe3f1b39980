"""Two beats, two workers: a message is planned once."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from cohort.outbox.models import Message
from questionnaires.actions import messages
from questionnaires.models import Plan
from tests.unit.questionnaires.actions.test_messages import someone
from tests.unit.questionnaires.conftest import local

PLANNERS = 4


@pytest.mark.django_db(transaction=True)
def test_planners_side_by_side_plan_once(plan: Plan) -> None:
    people = [someone() for _ in range(12)]
    together = Barrier(PLANNERS)

    def work(_: int) -> int:
        try:
            together.wait(10)
            return messages.plan(at=local(4, 3, 9), by="system:worker")
        finally:
            connection.close()

    with ThreadPoolExecutor(PLANNERS) as pool:
        counts = list(pool.map(work, range(PLANNERS)))
    # the first questionnaire's reminder, the second's and the later one's invitation
    assert sum(counts) == Message.objects.exclude(kind="enrolment").count() == 3 * len(people)
