"""The figures of practices, clusters and the country: what is counted, since when, and twice the same."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest

from cohort.accounts.models import User
from cohort.common import clock
from cohort.members.models import Cluster, Practice
from cohort.outbox.models import Message
from pathways.actions import record
from questionnaires.models import Version
from recruitment.actions import workload
from recruitment.models import ScreeningEntry, Workload
from recruitment.reading.workload import quarter
from recruitment.tasks import refresh_workload
from tests import factories

NOW = datetime(2026, 5, 14, 10, tzinfo=UTC)
QUARTER = date(2026, 4, 1)


@pytest.fixture
def practices(db: None) -> tuple[Practice, Practice, Practice]:
    """Two of one cluster, and one of none."""
    first, second, third = (factories.practice(f"Lægehuset {number}") for number in range(3))
    cluster = Cluster.objects.create(name="KLAP Syd", region_id=first.region_id)
    Practice.objects.filter(pk__in=[first.pk, second.pk]).update(cluster=cluster)
    first.refresh_from_db()
    return first, second, third


def screened(practice: Practice, outcome: str, *, seconds: int | None = None, days: int = 1) -> None:
    ScreeningEntry.objects.create(practice=practice, outcome=outcome, seconds=seconds, at=NOW - timedelta(days=days))


def refreshed() -> dict[tuple[object, ...], tuple[int, float | None]]:
    with clock.use(lambda: NOW):
        refresh_workload()
    return {
        (row.practice_id or (row.cluster and row.cluster.name) or "all", row.measure, row.template, row.since): (
            row.count,
            row.median_seconds,
        )
        for row in Workload.objects.select_related("cluster")
    }


def test_counts_of_the_quarter_and_medians_since_the_beginning(
    practices: tuple[Practice, Practice, Practice],
) -> None:
    first, second, third = practices
    for taken in (20, 24, 60):
        screened(first, "enrolled", seconds=taken)
    screened(first, "enrolled")  # nobody knows how long
    screened(first, "declined")
    screened(first, "enrolled", seconds=100, days=60)  # in the quarter before
    screened(second, "enrolled", seconds=30)
    screened(third, "not_eligible")
    found = refreshed()
    assert found[first.pk, "approached", "", QUARTER] == (5, None)
    assert found[first.pk, "enrolled", "", QUARTER] == (4, None)
    assert found[first.pk, "declined", "", QUARTER] == (1, None)
    assert found[first.pk, "enrolment", "", QUARTER] == (3, 24.0)
    assert found[first.pk, "enrolment", "", None] == (4, 42.0)
    assert found["KLAP Syd", "enrolled", "", QUARTER] == (5, None)
    assert found["KLAP Syd", "enrolment", "", QUARTER] == (4, 27.0)
    assert found["all", "approached", "", QUARTER] == (7, None)
    assert found["all", "not_eligible", "", QUARTER] == (1, None)
    assert found[third.pk, "enrolment", "", None] == (0, None)


def test_how_long_a_record_template_was_open(practices: tuple[Practice, Practice, Practice]) -> None:
    doctor = factories.staff(of=practices[0])
    person = factories.consenting(factories.enrolled(by=doctor).participant)
    for seconds in (50, 90, None):
        kept(person, doctor, seconds)
    found = refreshed()
    assert found[practices[0].pk, "template", "gp_first", None] == (2, 70.0)
    assert found["all", "template", "gp_first", None] == (2, 70.0)
    assert found["KLAP Syd", "template", "gp_first", None] == (2, 70.0)


def kept(person: object, doctor: User, seconds: int | None) -> None:
    record.capture(
        participant=person,  # type: ignore[arg-type]
        version=Version.objects.current("gp_first"),
        form=uuid4(),
        answers={"g_contact": "visit"},
        by=doctor,
        seconds=seconds,
    )


def test_reminders_that_were_sent(practices: tuple[Practice, Practice, Practice]) -> None:
    person = factories.enrolled(by=factories.staff(of=practices[1])).participant
    for step, (kind, state, days) in enumerate(
        [("reminder", "sent", 1), ("reminder", "sent", 2), ("invitation", "sent", 1), ("reminder", "sent", 60)]
    ):
        Message.objects.create(
            kind=kind, recipient=person.actor, step=step, state=state, settled_at=NOW - timedelta(days=days)
        )
    Message.objects.create(kind="reminder", recipient=person.actor, step=9, state="waiting")
    found = refreshed()
    assert found[practices[1].pk, "reminders", "", QUARTER] == (2, None)
    assert found["all", "reminders", "", QUARTER] == (2, None)


def test_twice_is_the_same_and_what_is_over_is_gone(practices: tuple[Practice, Practice, Practice]) -> None:
    screened(practices[0], "enrolled", seconds=20)
    assert refreshed() == refreshed()
    with clock.use(lambda: NOW + timedelta(days=200)):
        workload.refresh()
    assert set(Workload.objects.exclude(since=None).values_list("since", flat=True)) == {date(2026, 10, 1)}


@pytest.mark.parametrize(
    "day, first", [((2026, 1, 1), (2026, 1, 1)), ((2026, 6, 30), (2026, 4, 1)), ((2026, 12, 31), (2026, 10, 1))]
)
def test_quarters(day: tuple[int, int, int], first: tuple[int, int, int]) -> None:
    assert quarter(date(*day)) == date(*first)
