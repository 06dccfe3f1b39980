"""A practice, its doctor signed in, and a participant who has said yes to everything."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import pytest_django
from django.test import Client

from cohort.accounts.models import User
from cohort.common import clock
from cohort.members.models import Participant, Practice
from questionnaires.actions import answers as answering
from questionnaires.engine.answers import Value
from questionnaires.models import Assignment, Response, Version
from tests import factories
from tests.signing import sign_in

ENROLLED = datetime(2026, 5, 14, 8, tzinfo=UTC)
BASELINE: dict[str, Value] = {
    "pain_back_nrs": 7,
    "worry": ["pain", "last", "harm", "money"],
    "matters": ["walk", "family"],
    "gp_question": "Må jeg løbe igen?",
    "work_now": "working",
    "sick_days_4w": 6,
}


class Now:
    """The clock of a test: stands still until it is moved."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at

    def pass_days(self, days: float) -> None:
        self.at += timedelta(days=days)


@pytest.fixture
def now() -> Iterator[Now]:
    moment = Now(ENROLLED)
    with clock.use(moment):
        yield moment


@pytest.fixture(autouse=True)
def long_sessions(settings: pytest_django.Settings) -> None:
    """Months pass in these tests, and their doctor signs in once."""
    settings.SESSION_IDLE_MINUTES, settings.SESSION_HOURS = 60 * 24 * 700, 24 * 700


@pytest.fixture
def practice(db: None) -> Practice:
    return factories.practice()


@pytest.fixture
def doctor(practice: Practice, client: Client) -> User:
    user = factories.staff(of=practice)
    sign_in(client, user)
    return user


@pytest.fixture
def grethe(now: Now, doctor: User) -> Participant:
    """Enrolled and consenting to all."""
    return factories.consenting(factories.enrolled(by=doctor).participant)


def hand_in(participant: Participant, slug: str, answers: dict[str, Value], now: Now) -> Response:
    """The participant answers and submits that questionnaire of the plan, now."""
    assignment = Assignment.objects.get(participant=participant, version__instrument__slug=slug)
    faults = answering.save(
        assignment=assignment, patch=answers, now=now.at, how=answering.Manner(participant.language, mode="default")
    )
    assert faults == []
    assignment.refresh_from_db()
    now.pass_days(0.01)
    answering.submit(assignment=assignment, by=participant.actor)
    assignment.refresh_from_db()
    assert assignment.response
    return assignment.response


def template() -> Version:
    return Version.objects.current("gp_first")
