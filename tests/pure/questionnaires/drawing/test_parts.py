"""Which parts of the drawing a zone stands for."""

import pytest

from questionnaires.drawing.geometry import MIDDLE
from questionnaires.drawing.parts import PARTS, VIEWS, WIDER, parts_of, sided

EVERY = {part for view in VIEWS for part in PARTS[view]}


def test_every_part_is_a_zone_by_its_own_name() -> None:
    assert all(parts_of(part) == {part} for part in EVERY)


def test_wider_zones_are_made_of_parts_that_are_there() -> None:
    assert set().union(*WIDER.values()) <= EVERY


@pytest.mark.parametrize("zone", ["other", "none", "", "widespread"])
def test_what_is_no_place_is_not_drawn(zone: str) -> None:
    assert parts_of(zone) == frozenset()


def test_sides_are_the_persons_own() -> None:
    """Seen from the front, the person's left is on the right of the drawing; seen from the back, on the left."""
    for view, beyond in (("front", True), ("back", False)):
        left = [outline.at[0] for part, outline in PARTS[view].items() if part.endswith("_l")]  # type: ignore[index]
        assert left
        assert all((x > MIDDLE) == beyond for x in left)


def test_left_and_right_are_mirrored() -> None:
    for view in VIEWS:
        for part, outline in PARTS[view].items():
            if part.endswith("_l"):
                assert PARTS[view][f"{part[:-2]}_r"].mirrored() == outline


def test_sides_matter_where_a_zone_has_one() -> None:
    assert sided(frozenset({"neck", "b_thigh_l"}))
    assert not sided(frozenset({"neck", "buttock", "other", "tingling_l"}))
