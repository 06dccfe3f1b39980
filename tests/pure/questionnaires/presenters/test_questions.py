"""What a page shows of an item: a scale in three ways, a body to draw on, groups under headings."""

import pytest

from questionnaires.engine.answers import Value
from questionnaires.presenters.answering.questions import Question, question
from tests.pure.questionnaires.instruments import instrument, item, one, options, text

WORDS = ("none", "little", "some", "more", "much", "worst")


def shown(value: Value | None, display: str = "line") -> Question:
    scale, choice = instrument(
        [
            item("ache", "scale", min=0, max=100, display="way"),
            item("way", "choice", options=options("line", "number", "faces")),
        ]
    ).items
    return question(scale, value, "en", faces=WORDS, display=display, switch=choice)


@pytest.mark.covers("R72")
def test_the_same_scale_in_numbers_and_faces() -> None:
    asked = shown(None)
    assert asked.kind == "display"
    assert [(one.label, one.code) for one in asked.choices] == [(str(n), str(n * 10)) for n in range(11)]
    assert [(one.label, one.code) for one in asked.faces] == list(
        zip(WORDS, ["0", "20", "40", "60", "80", "100"], strict=True)
    )
    assert asked.faces[1].picture_template == "questionnaires/pictures/face_20.svg"
    assert not any(one.chosen for one in [*asked.choices, *asked.faces])


def test_what_lies_between_two_places_is_shown_at_the_nearest_and_kept() -> None:
    asked = shown(37)
    assert [(one.label, one.code, one.place) for one in asked.choices if one.chosen] == [("4", "37", "40")]
    assert [(one.label, one.code, one.place) for one in asked.faces if one.chosen] == [("some", "37", "40")]
    assert asked.value == "37"


@pytest.mark.parametrize("value", [{"missing": "p"}, "37", True, ["40"], None])
def test_what_is_no_number_stands_at_no_place(value: Value | None) -> None:
    asked = shown(value)
    assert not any(one.chosen for one in [*asked.choices, *asked.faces])


@pytest.mark.parametrize("display", ["line", "number", "faces"])
def test_the_switch_says_what_is_shown(display: str) -> None:
    switch = shown(None, display).switch
    assert switch is not None
    assert [(one.code, one.chosen) for one in switch.choices if one.chosen] == [(display, True)]


def test_a_scale_of_eleven_steps_stays_as_it_is() -> None:
    asked = question(one("scale"), 3, "en")
    assert (asked.kind, asked.display, asked.switch, asked.faces) == ("scale", "", None, [])


def test_options_stand_in_their_groups_in_the_order_they_are_written() -> None:
    several = one(
        "multi",
        groups=[{"id": "near", "label": text("near"), "help": text("close by")}, {"id": "far", "label": text("far")}],
        options=[
            *options("none"),
            *({**option, "group": "near"} for option in options("a", "b")),
            *({**option, "group": "far"} for option in options("c")),
            *options("other"),
        ],
    )
    groups = question(several, ["b"], "en").groups
    assert [(group.label, [one.code for one in group.choices]) for group in groups] == [
        ("", ["none"]),
        ("en near", ["a", "b"]),
        ("en far", ["c"]),
        ("", ["other"]),
    ]
    assert groups[1].help == "en close by"
    assert [one.code for group in groups for one in group.choices if one.chosen] == ["b"]


@pytest.mark.parametrize("item_type", ["choice", "multi", "boolean"])
def test_a_list_without_groups_is_one_run(item_type: str) -> None:
    asked = question(one(item_type), None, "en", yes_no=("Yes", "No"))
    assert [group.label for group in asked.groups] == [""]
    assert asked.groups[0].choices == asked.choices


def test_a_body_is_drawn_from_both_sides_with_what_is_chosen() -> None:
    sites = one("multi", chart="body", options=options("low_back", "b_thigh_l", "other"))
    asked = question(sites, ["low_back", "other"], "en")
    assert asked.kind == "ticks"
    assert [view.side for view in asked.chart] == ["front", "back"]
    assert asked.chart[1].drawing.count("data-on") == 1
    assert asked.is_sided
    assert question(one("multi"), None, "en").chart == []
