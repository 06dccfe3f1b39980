"""How long a page was open: measured by what it carries, and refusing nothing."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.signing import Signer
from hypothesis import given
from hypothesis import strategies as st

from cohort.common import clock
from cohort.common.pages import opened

NOW = datetime(2026, 5, 14, 10, 0, 0, tzinfo=UTC)


@pytest.fixture
def stamped() -> str:
    with clock.use(lambda: NOW):
        stamp = opened.stamp()
    return stamp


@pytest.mark.parametrize(
    "later, seconds", [(0, 0), (24.9, 24), (opened.LONGEST, opened.LONGEST), (opened.LONGEST + 1, None), (-5, None)]
)
def test_seconds_from_opening_to_done(stamped: str, later: float, seconds: int | None) -> None:
    with clock.use(lambda: NOW + timedelta(seconds=later)):
        assert opened.seconds(stamped) == seconds


def test_a_page_shown_again_keeps_its_moment(stamped: str) -> None:
    with clock.use(lambda: NOW + timedelta(seconds=40)):
        assert opened.kept(stamped) == stamped
        assert opened.seconds(opened.kept("made up")) == 0


def test_what_is_signed_for_something_else_is_no_moment() -> None:
    assert opened.moment(Signer(salt="other").sign("1")) is None
    assert opened.moment(Signer(salt="cohort.common.opened").sign("noon")) is None


@given(st.text())
def test_anything_else_says_nothing(sent: str) -> None:
    assert opened.seconds(sent) is None
