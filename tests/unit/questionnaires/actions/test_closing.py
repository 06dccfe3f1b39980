from datetime import timedelta

import pytest

from cohort.audit.models import Entry
from cohort.common import clock
from questionnaires import tasks
from questionnaires.actions import closing, schedule
from questionnaires.models import Assignment, Plan
from tests import factories
from tests.unit.questionnaires.conftest import local

pytestmark = pytest.mark.django_db


def test_closes_what_is_over_and_plans_nothing_more(plan: Plan) -> None:
    with clock.use(lambda: local(3, 20, 10)):
        participant = factories.enrolled(by=factories.staff(of=factories.practice())).participant
        schedule.build(participant=participant, by="user:1")
    last = local(4, 17, 9)
    assert closing.close_overdue(at=last - timedelta(seconds=1), by="system:worker") == 0
    with clock.use(lambda: last):
        tasks.close_overdue()
        tasks.close_overdue()
    assert Entry.objects.filter(action="assignment.closed_overdue").count() == 1
    states = dict(participant.assignments.values_list("version__instrument__slug", "state"))
    assert states == {"first_one": "closed", "second_one": "closed", "later_one": "open"}
    assert not Assignment.objects.filter(state="closed", next_message_at__isnull=False).exists()
