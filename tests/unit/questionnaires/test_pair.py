"""The view of pairs: the patient's nearest handed-in answer, 28 days away at most (R106)."""

from datetime import UTC, datetime, timedelta

import pytest

from cohort.accounts.models import User
from cohort.members.models import Participant
from questionnaires.engine.answers import Value
from questionnaires.models import Assignment, Pair, Response, Version
from tests import factories

CONSULTATION = datetime(2026, 5, 14, 8, tzinfo=UTC)


@pytest.fixture
def doctor(db: None) -> User:
    return factories.staff(of=factories.practice())


@pytest.fixture
def grethe(doctor: User) -> Participant:
    return factories.enrolled(by=doctor).participant


def given(
    participant: Participant,
    slug: str,
    answers: dict[str, Value],
    *,
    days: float = 0,
    by: User | None = None,
    submitted: bool = True,
) -> Response:
    """A form with these answers, handed in so many days after the consultation."""
    at = CONSULTATION + timedelta(days=days)
    version = Version.objects.current(slug)
    response = Response.objects.create(
        version=version, answers=answers, started_at=at, saved_at=at, submitted_at=at if submitted else None
    )
    Assignment.objects.create(
        participant=participant,
        version=version,
        respondent="clinician" if by else "participant",
        answered_by=by,
        response=response,
        state="submitted" if submitted else "open",
        opens_at=at - timedelta(days=1),
        closes_at=at + timedelta(days=1),
    )
    return response


def found() -> list[tuple[object, ...]]:
    return list(
        Pair.objects.order_by("matter", "days").values_list("matter", "clinician_value", "patient_value", "days")
    )


@pytest.mark.covers("R106")
def test_what_doctor_and_patient_say_of_the_same_matter_is_a_pair(grethe: Participant, doctor: User) -> None:
    baseline_a = given(grethe, "baseline_a", {"expect_3m": 8}, days=-2)
    baseline_b = given(grethe, "baseline_b", {"impact_everyday": 7, "explain_model": "stress"}, days=3)
    record = given(grethe, "gp_first", {"g_impact": 4, "g_expect": "long", "g_model": "wear"}, by=doctor)
    assert found() == [
        ("g_expect", "long", 8, -2),
        ("g_impact", 4, 7, 3),
        ("g_model", "wear", "stress", 3),
    ]
    pair = Pair.objects.get(matter="g_impact")
    assert (pair.participant, pair.theirs) == (grethe, "impact_everyday")
    assert (pair.clinician_response, pair.patient_response) == (record, baseline_b)
    assert Pair.objects.get(matter="g_expect").patient_response == baseline_a


def test_the_nearest_answer_is_taken_and_the_earlier_of_two(grethe: Participant, doctor: User) -> None:
    for days, value in ((-20, 1), (-4, 2), (4, 3), (15, 4)):
        given(grethe, "month_3", {"gpe": str(value)}, days=days)
    given(grethe, "gp_follow_up", {"g_course": "better"}, by=doctor)
    assert found() == [("g_course", "better", "2", -4)]


@pytest.mark.parametrize(("days", "there"), [(-29, False), (-28, True), (28, True), (29, False)])
def test_an_answer_further_away_is_no_pair(grethe: Participant, doctor: User, days: int, there: bool) -> None:
    given(grethe, "baseline_b", {"impact_everyday": 5}, days=days)
    given(grethe, "gp_first", {"g_impact": 5}, by=doctor)
    assert bool(found()) is there


def test_the_day_is_the_one_of_the_consultation(grethe: Participant, doctor: User) -> None:
    """A template is often ticked later than the patient was there."""
    given(grethe, "baseline_b", {"impact_everyday": 5}, days=0)
    given(grethe, "gp_first", {"g_impact": 5, "g_date": "2026-05-10"}, by=doctor)
    assert found() == [("g_impact", 5, 5, 4)]


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [
        ({"impact_everyday": {"missing": "p"}}, {"g_impact": 5}),
        ({"impact_everyday": 5}, {"g_impact": {"missing": "s"}}),
        ({"impact_job": 5}, {"g_impact": 5}),
        ({"impact_everyday": 5}, {"g_contact": "visit"}),
    ],
)
def test_a_reason_instead_of_an_answer_makes_no_pair(
    grethe: Participant, doctor: User, theirs: dict[str, Value], ours: dict[str, Value]
) -> None:
    given(grethe, "baseline_b", theirs)
    given(grethe, "gp_first", ours, by=doctor)
    assert found() == []


def test_what_is_not_handed_in_and_what_somebody_else_says_make_no_pair(grethe: Participant, doctor: User) -> None:
    other = factories.enrolled(by=doctor, name="Poul Krogh").participant
    given(grethe, "baseline_b", {"impact_everyday": 5}, submitted=False)
    given(other, "baseline_b", {"impact_everyday": 6})
    given(grethe, "gp_first", {"g_impact": 5}, by=doctor)
    assert found() == []
