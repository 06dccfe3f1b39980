"""Doing well or less well, everybody is followed alike, and ending the course in the practice ends no follow-up."""

from datetime import timedelta
from uuid import uuid4

import pytest

from cohort.common import clock
from cohort.members.models import Participant
from pathways.actions import record
from pathways.models import Episode
from questionnaires import tasks
from questionnaires.actions import answers
from questionnaires.models import Assignment, Occasion, Version
from tests import factories

pytestmark = pytest.mark.django_db


def plan(participant: Participant) -> list[tuple[object, ...]]:
    found = Occasion.objects.filter(participant=participant).order_by("opens_at", "pk")
    return list(found.values_list("wave__slug", "opens_at", "closes_at"))


def asked(participant: Participant) -> list[tuple[object, ...]]:
    found = Assignment.objects.filter(participant=participant, respondent=Assignment.Respondent.PARTICIPANT)
    return list(
        found.order_by("opens_at", "pk").values_list("version", "state", "opens_at", "next_message_at", "next_step")
    )


@pytest.mark.covers("R6")
def test_doing_well_and_being_discharged_change_no_date_and_no_message() -> None:
    doctor = factories.staff(of=factories.practice())
    now = clock.now()
    with clock.use(lambda: now):
        well, ill = (factories.consenting(factories.enrolled(by=doctor).participant) for _ in range(2))
    before = plan(well)
    assert len(before) > 5
    template = Version.objects.current("gp_first")
    for person, pain, ticks in (
        (well, 0, {"g_contact": "visit", "g_assess": "non_specific", "g_next": "if_needed"}),
        (ill, 9, {"g_contact": "visit", "g_next": "date"}),
    ):
        with clock.use(lambda: now + timedelta(hours=1)):
            first = Assignment.objects.select_related("version__instrument", "participant").get(
                participant=person, version__instrument__slug="baseline_a"
            )
            given = {"pain_back_nrs": pain, "pain_leg_nrs": pain}
            answers.save(assignment=first, patch=given, now=clock.now(), how=answers.Manner("da"))
            answers.submit(assignment=first, by=person.actor)
            record.capture(participant=person, version=template, form=uuid4(), answers=ticks, by=doctor)  # type: ignore[arg-type]
    assert Episode.objects.filter(participant=well).update(ended_on=clock.today() + timedelta(days=1)) == 1
    with clock.use(lambda: now + timedelta(days=20)):
        for task in (tasks.plan_messages, tasks.fill_schedule, tasks.close_overdue):
            task()
    assert plan(well) == plan(ill) == before
    assert asked(well) == asked(ill)
    assert any(state == Assignment.State.OPEN for _version, state, *_rest in asked(well))
