"""The counts: who is counted as what, anew each time, by one worker, and what is shown of it."""

from datetime import date, datetime, timedelta

import pytest
from django.db import connection, transaction

from cohort.accounts.models import User
from cohort.common import clock
from cohort.members.actions import consent
from cohort.members.models import Cluster, ConsentText, Participant, Practice, Region, Scope
from questionnaires.actions import answers
from questionnaires.models import Assignment, Occasion
from recruitment.actions.tallying import tally
from recruitment.models import ScreeningEntry, Tally, Tallying
from recruitment.tasks import tally as task
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def practice() -> Practice:
    return factories.practice()


@pytest.fixture
def doctor(practice: Practice) -> User:
    return factories.staff(of=practice)


def count(dimension: str, stage: str, value: str = "", month: date | None = None) -> int:
    row = Tally.objects.filter(dimension=dimension, value=value, stage=stage, month=month).first()
    return row.count if row else 0


def hand_in(person: Participant, slug: str, **given: object) -> None:
    assignment = Assignment.objects.select_related("version__instrument", "participant").get(
        participant=person, version__instrument__slug=slug
    )
    how = answers.Manner("da")
    answers.save(assignment=assignment, patch=given, now=clock.now(), how=how)  # type: ignore[arg-type]
    answers.submit(assignment=assignment, by=person.actor)


def person(doctor: User, **overrides: object) -> Participant:
    return factories.enrolled(by=doctor, **overrides).participant


@pytest.mark.covers("R3")
def test_the_flow_counts_each_person_where_they_are(practice: Practice, doctor: User) -> None:
    for outcome, reason in (("declined", "no_time"), ("declined", "no_time"), ("not_eligible", "under_18")):
        ScreeningEntry.objects.create(practice=practice, outcome=outcome, reason=reason)
    person(doctor)
    factories.consenting(person(doctor), questionnaires=False)
    answering = factories.consenting(person(doctor))
    hand_in(answering, "baseline_a", episode_duration="w2_6", work_now="flex")
    leaving = factories.consenting(person(doctor))
    text = ConsentText.objects.valid_on(clock.today())
    consent.decide(participant=leaving, text=text, choices={Scope.QUESTIONNAIRES: False}, language="da")
    assert tally.tally()
    flow = {
        "approached": 7,
        "not_eligible": 1,
        "not_eligible:under_18": 1,
        "eligible": 6,
        "declined": 2,
        "declined:no_time": 2,
        "enrolled": 4,
        "undecided": 1,
        "said_no": 1,
        "consented": 2,
        "withdrew": 1,
        "due:baseline": 2,
        "answered:baseline": 1,
    }
    places = (("whole", ""), ("region", str(practice.region_id)), ("practice", str(practice.pk)), ("cluster", ""))
    for dimension, value in places:
        found = dict(Tally.objects.filter(dimension=dimension, value=value, month=None).values_list("stage", "count"))
        for stage, expected in flow.items():
            if stage == "due:baseline" and dimension in ("practice", "cluster"):
                continue  # of places with many values the first answers only
            assert found.get(stage) == expected, (dimension, stage)


@pytest.mark.covers("R4", "R18")
def test_people_are_counted_by_what_they_are_and_answered(practice: Practice, doctor: User) -> None:
    year = clock.today().year
    young = factories.consenting(person(doctor, birth_date=date(year - 25, 1, 1)))
    hand_in(young, "baseline_a", episode_duration="w2_6", work_now="student")
    hand_in_later(young, "baseline_b", sex="woman", education="upper", econ_strain="some")
    factories.consenting(person(doctor, birth_date=date(year - 84, 1, 1)))
    assert tally.tally()
    for dimension, value in (
        *(("age", "18"), ("age", "80"), ("sex", "woman"), ("education", "upper"), ("strain", "some")),
        *(("work", "student"), ("duration", "w2_6"), ("sex", ""), ("education", ""), ("duration", "")),
        *(("channel_age", "consultation:18"), ("channel_age", "consultation:80")),
    ):
        assert count(dimension, "enrolled", value) == 1, (dimension, value)
    assert count("channel", "enrolled", "consultation") == count("way", "enrolled", "online") == 2
    assert not Tally.objects.filter(dimension="sex", stage="approached").exists()


def hand_in_later(person: Participant, slug: str, **given: object) -> None:
    assignment = Assignment.objects.get(participant=person, version__instrument__slug=slug)
    with clock.use(lambda: assignment.opens_at + timedelta(hours=1)):
        hand_in(person, slug, **given)


def test_answers_of_somebody_who_took_their_yes_back_are_not_read(doctor: User) -> None:
    one = factories.consenting(person(doctor))
    hand_in(one, "baseline_a", work_now="student")
    text = ConsentText.objects.valid_on(clock.today())
    consent.decide(participant=one, text=text, choices={Scope.QUESTIONNAIRES: False}, language="da")
    assert tally.tally()
    assert (count("work", "enrolled", "student"), count("work", "enrolled", "")) == (0, 1)


def test_somebody_who_left_is_not_asked_about_what_opened_later(doctor: User) -> None:
    staying, leaving = (factories.consenting(person(doctor)) for _ in range(2))
    text = ConsentText.objects.valid_on(clock.today())
    consent.decide(participant=leaving, text=text, choices={Scope.QUESTIONNAIRES: False}, language="da")
    with clock.use(lambda: clock.system_time() + timedelta(days=20)):
        assert tally.tally()
    assert count("whole", "due:baseline") == 2
    assert count("whole", "due:week_2") == 1
    assert Occasion.objects.filter(participant=staying).exists()


def test_a_region_that_becomes_part_of_another_is_counted_there_from_that_day(practice: Practice, doctor: User) -> None:
    new = Region.objects.create(name="Region Nord og Syd", starts_on=date(2027, 1, 1))
    old = practice.region
    assert old is not None
    old.ends_on, old.successor = date(2027, 1, 1), new
    old.save()
    practice.cluster = Cluster.objects.create(name="Klyngen", region=old)
    practice.save()
    person(doctor)
    for day, in_old, in_new in (("2026-12-31", 1, 0), ("2027-01-01", 0, 1)):
        with clock.use(lambda noon=f"{day}T11:00:00+00:00": datetime.fromisoformat(noon)):
            assert tally.tally()
        assert (count("region", "enrolled", str(old.pk)), count("region", "enrolled", str(new.pk))) == (in_old, in_new)
    assert count("cluster", "enrolled", str(practice.cluster.pk)) == 1


def test_somebody_known_under_a_second_number_is_counted_once(doctor: User) -> None:
    one, other = person(doctor), person(doctor)
    other.merged_into, other.merged_at = one, clock.now()
    other.save()
    assert tally.tally()
    assert count("whole", "enrolled") == 1


def test_months_add_up_and_counting_again_gives_the_same(doctor: User) -> None:
    with clock.use(lambda: clock.system_time() - timedelta(days=70)):
        person(doctor)
    person(doctor)
    task()
    first = sorted(
        Tally.objects.values_list("dimension", "value", "month", "stage", "count", "shown", "hidden"), key=str
    )
    by_month = Tally.objects.filter(dimension="whole", stage="enrolled", month__isnull=False)
    assert [row.count for row in by_month] == [1, 1]
    task()
    again = sorted(
        Tally.objects.values_list("dimension", "value", "month", "stage", "count", "shown", "hidden"), key=str
    )
    assert again == first
    assert Tallying.objects.count() == 1


def test_small_counts_are_hidden_where_they_stand(doctor: User) -> None:
    for _ in range(9):
        person(doctor)
    factories.consenting(person(doctor))
    assert tally.tally()
    enrolled, consented = (Tally.objects.get(dimension="whole", stage=s, month=None) for s in ("enrolled", "consented"))
    assert (enrolled.count, enrolled.shown, enrolled.hidden) == (10, 10, "")
    assert (consented.count, consented.shown, consented.hidden) == (1, None, "few")
    assert not Tally.objects.filter(shown__gt=0, count__lt=8).exists()


@pytest.mark.django_db(transaction=True)
def test_a_second_worker_leaves_it_to_the_first() -> None:
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute("BEGIN")
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [tally.LOCK])
            assert not tally.tally()
            cursor.execute("ROLLBACK")
        assert tally.tally()
    finally:
        other.close()
    assert not transaction.get_connection().in_atomic_block
