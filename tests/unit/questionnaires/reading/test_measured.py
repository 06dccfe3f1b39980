from datetime import timedelta
from decimal import Decimal

import pytest

from cohort.common import clock
from questionnaires.actions import load
from questionnaires.models import Response, Version
from questionnaires.reading.measured import Measured, measured
from tests import drafts

pytestmark = pytest.mark.django_db


def found() -> Measured:
    return next(one for one in measured() if one.version.instrument.slug == "my_week")


@pytest.fixture
def version() -> Version:
    version = load.load(drafts.text(), by="user:1")
    assert version is not None
    return version


def hand_in(version: Version, seconds: int | None, *, took: timedelta = timedelta(0), felt: str = "") -> None:
    end = clock.now()
    trail = {} if seconds is None else {"week_walked": {"s": seconds - 1}, "week_walked_where": {"s": 1}}
    answers = {"form_feedback": felt, "form_feedback_text": "Fine"} if felt else {}
    Response.objects.create(
        version=version, trail=trail, answers=answers, started_at=end - took, saved_at=end, submitted_at=end
    )


def test_fewer_than_five_say_nothing(version: Version) -> None:
    for _ in range(4):
        hand_in(version, 600, felt="easy")
    Response.objects.create(version=version, trail={"week_walked": {"s": 9}})  # not handed in
    one = found()
    assert (one.responses, one.is_few, one.median, one.most, one.felt, one.over) == (4, True, None, None, None, 0)


@pytest.mark.covers("R63")
@pytest.mark.parametrize(("seconds", "over"), [(480, 0), (486, 8), (1200, 8), (1206, 20)])
def test_the_middle_is_held_against_the_aim_and_the_limit(version: Version, seconds: int, over: int) -> None:
    for used in (60, 60, seconds, seconds, seconds, 3000):
        hand_in(version, used)
    one = found()
    assert one.over == over
    assert one.median == (Decimal(seconds) / 60).quantize(Decimal("0.1"))
    assert one.most is not None
    assert one.most > one.median


def test_without_seconds_the_way_from_start_to_end_counts_if_nobody_took_a_break(version: Version) -> None:
    for _ in range(5):
        hand_in(version, None, took=timedelta(minutes=6))
    hand_in(version, None, took=timedelta(hours=9))
    hand_in(version, None)  # typed in at one go
    one = found()
    assert (one.responses, one.median, one.most) == (7, Decimal("6.0"), Decimal("6.0"))


def test_feedback_is_counted(version: Version) -> None:
    for felt in ("easy", "easy", "easy", "fair", "hard"):
        hand_in(version, 60, felt=felt)
    felt = found().felt
    assert felt is not None
    assert (felt.easy, felt.fair, felt.hard, felt.lines) == (3, 1, 1, 5)
