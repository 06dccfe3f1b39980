"""The way through an instrument."""

from itertools import pairwise

import pytest

from questionnaires.definition.load import read_folder
from questionnaires.engine.answers import Value
from questionnaires.engine.paging import next_key, page_view, pages, previous_key, resume_key
from tests.pure.questionnaires.instruments import instrument, item, text, when

POSITION = {"id": "rmdq_01", "type": "boolean", "label": text(), "pack": "rmdq"}
DEFINITION = instrument(
    [item("one"), item("one_more", "text", enable_when=when("one", "=", True))],
    [item("two", "scale", enable_when=when("one", "=", True))],
    [POSITION],
    [item("three", "choice")],
)


def keys(answers: dict[str, Value], packs: frozenset[str] = frozenset()) -> list[str]:
    return [view.key for view in pages(DEFINITION, answers, packs)]


def test_pages_with_nothing_to_show_are_left_out() -> None:
    assert keys({}) == ["page_1", "page_4"]
    assert keys({"one": True}) == ["page_1", "page_2", "page_4"]
    assert keys({}, frozenset({"rmdq"})) == ["page_1", "page_3", "page_4"]


def test_each_page_knows_its_place_and_the_time_left() -> None:
    views = pages(DEFINITION, {"one": True})
    assert [(view.number, view.of, view.seconds_left) for view in views] == [(1, 3, 42), (2, 3, 14), (3, 3, 8)]
    assert [(view.previous, view.next) for view in views] == [
        (None, "page_2"),
        ("page_1", "page_4"),
        ("page_2", None),
    ]


def test_the_way_goes_on_from_a_page_that_has_emptied() -> None:
    views = pages(DEFINITION, {"one": False})
    assert next_key(DEFINITION, views, "page_2") == "page_4"
    assert previous_key(DEFINITION, views, "page_2") == "page_1"
    assert next_key(DEFINITION, views, "page_4") is None
    assert previous_key(DEFINITION, views, "page_1") is None
    assert next_key(DEFINITION, views, "nowhere") is None
    assert previous_key(DEFINITION, views, "nowhere") is None
    assert page_view(views, "page_2") is None


@pytest.mark.covers("R66")
def test_a_person_comes_back_to_where_they_left_off() -> None:
    def resumed(answers: dict[str, Value]) -> str | None:
        return resume_key(pages(DEFINITION, answers), answers)

    assert resumed({}) == "page_1"
    assert resumed({"one": True}) == "page_2"
    assert resumed({"one": True, "two": {"missing": "p"}}) == "page_4"
    assert resumed({"three": "a"}) == "page_4"
    assert resumed({"one": {"missing": "s"}}) == "page_1"
    assert resume_key([], {}) is None


@pytest.mark.parametrize("slug", ["baseline_a", "week_2", "gp_first", "diary", "gp_follow_up"])
def test_the_real_instruments_lead_from_the_first_to_the_last_page(slug: str) -> None:
    definition = read_folder()[slug]
    views = pages(definition, {}, definition.packs)
    assert [next_key(definition, views, view.key) for view in views] == [view.next for view in views]
    assert [previous_key(definition, views, view.key) for view in views] == [view.previous for view in views]
    assert all(now.seconds_left > later.seconds_left for now, later in pairwise(views))
