"""How answers come together and what is frozen at the end."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questionnaires.engine.answers import Value
from questionnaires.engine.merging import merge, page_patch, submit
from tests.pure.questionnaires.instruments import instrument, item, text, when

DEFINITION = instrument(
    [item("one"), item("two", "scale", enable_when=when("one", "=", True)), item("three", "choice")],
    [{"id": "rmdq_01", "type": "boolean", "tick": True, "label": text(), "pack": "rmdq"}],
)
RMDQ = frozenset({"rmdq"})


@pytest.mark.covers("R66")
def test_a_patch_is_laid_over_the_answers() -> None:
    before = {"one": True, "two": 4}
    assert merge(before, {"two": 5, "three": "a"}) == {"one": True, "two": 5, "three": "a"}
    assert merge(before, {"two": None}) == {"one": True}
    assert before == {"one": True, "two": 4}


@given(st.dictionaries(st.text(), st.integers()), st.dictionaries(st.text(), st.none() | st.integers()))
def test_a_patch_may_arrive_twice(answers: dict[str, int], patch: dict[str, int | None]) -> None:
    once = merge(answers, patch)
    assert merge(once, patch) == once


def test_submitting_drops_what_was_hidden_and_marks_what_was_skipped() -> None:
    handed_in = submit(DEFINITION, {"one": False, "two": 7, "left_over": 1})
    assert handed_in.answers == {"one": False, "three": {"missing": "s"}}
    assert handed_in.unanswered == ("three",)


def test_dont_know_is_an_answer() -> None:
    handed_in = submit(DEFINITION, {"one": {"missing": "d"}, "three": {"missing": "p"}})
    assert handed_in.answers == {"one": {"missing": "d"}, "three": {"missing": "p"}}
    assert handed_in.unanswered == ()


def test_submitting_twice_changes_nothing_more() -> None:
    first = submit(DEFINITION, {"one": True})
    assert submit(DEFINITION, first.answers) == first


def test_positions_stay_when_their_pack_has_ended_and_are_skipped_only_when_shown() -> None:
    answers: dict[str, Value] = {"one": False, "three": "a"}
    assert submit(DEFINITION, {**answers, "rmdq_01": True}).answers == {**answers, "rmdq_01": True}
    assert submit(DEFINITION, answers).answers == answers
    assert submit(DEFINITION, answers, RMDQ).answers == {**answers, "rmdq_01": {"missing": "s"}}


def test_an_item_that_the_shown_form_has_not_keeps_its_answer_and_is_not_skipped() -> None:
    without = DEFINITION.model_copy(update={"sections": instrument([item("three")]).sections})
    assert submit(DEFINITION, {"rmdq_01": True}, shown=without).answers == {"rmdq_01": True, "three": {"missing": "s"}}
    assert submit(DEFINITION, {}, shown=without).unanswered == ("three",)


def test_an_unticked_box_of_a_sent_page_means_no() -> None:
    ticks = instrument([item("tick", tick=True), item("asked"), item("list", "multi"), item("n", "scale")]).items
    assert page_patch(ticks, {"n": 3}) == {"tick": False, "list": None, "n": 3}
    assert page_patch(ticks, {"tick": True, "list": ["a"]}) == {"tick": True, "list": ["a"]}
