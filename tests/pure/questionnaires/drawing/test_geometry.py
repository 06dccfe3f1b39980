"""Outlines that are the same on both sides."""

from questionnaires.drawing.geometry import WIDTH, Outline, across


def test_a_half_becomes_a_whole_that_is_the_same_on_both_sides() -> None:
    whole = across((100, 0), [((110, 5),), ((120, 10), (120, 20), (100, 30))], (100, 15))
    assert whole.path == "M100 0L110 5C120 10 120 20 100 30C80 20 80 10 90 5L100 0Z"


def test_mirrored_twice_it_is_itself() -> None:
    one = Outline((120, 0), (((130, 5),), ((140, 10), (140, 20), (120, 30))), (130, 15))
    assert one.mirrored().mirrored() == one
    assert one.mirrored().at == (WIDTH - 130, 15)
