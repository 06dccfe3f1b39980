"""Shares beside the reference: of whom, and when a group is flagged."""

import pytest

from cohort.common.counts.disclosure import Shown
from recruitment.reading.reference import reference
from recruitment.reading.spread import spread

RULE = {"flag_below": 0.8, "least_people": 50}
FEW = Shown(None, "few")


@pytest.mark.covers("R4")
def test_a_group_is_flagged_below_four_fifths_of_its_share() -> None:
    found = spread({"a": Shown(15), "b": Shown(85)}, {"a": 20, "b": 80}, Shown(100), **RULE)
    assert (found["a"].own, found["a"].is_under, found["b"].is_under) == (15, True, False)
    found = spread({"a": Shown(20), "b": Shown(80)}, {"a": 25, "b": 75}, Shown(100), **RULE)
    assert not found["a"].is_under  # 0.8 of it exactly


def test_a_hidden_number_is_flagged_only_where_even_the_largest_it_can_be_is_too_few() -> None:
    assert spread({"a": FEW, "b": Shown(95)}, {"a": 20}, Shown(100), **RULE)["a"].is_under
    assert spread({"a": FEW, "b": Shown(95)}, {"a": 20}, Shown(100), **RULE)["a"].own is None
    assert not spread({"a": FEW, "b": Shown(95)}, {"a": 8}, Shown(100), **RULE)["a"].is_under
    assert not spread({"a": Shown(None, "kept")}, {"a": 90}, Shown(100), **RULE)["a"].is_under


def test_who_is_not_known_is_left_out_and_too_few_people_flag_nothing() -> None:
    found = spread({"a": Shown(20), "": Shown(40)}, {"a": 100}, Shown(100), **RULE)
    assert found["a"].own == 33
    assert not spread({"a": Shown(5)}, {"a": 100}, Shown(45), **RULE)["a"].is_under
    assert spread({}, {"a": 100}, Shown(100), **RULE)["a"].is_under
    assert not spread({}, {"a": 100}, Shown(0), **RULE)["a"].is_under


def test_the_shipped_reference_says_that_nobody_has_checked_it() -> None:
    shipped = reference()
    assert not shipped.verified
    assert {"age", "sex", "education", "region"} == set(shipped.shares)
