"""What an instrument file may not say, and the sentence it gets."""

from typing import Any

import pytest

from questionnaires.definition.faults import DefinitionError
from questionnaires.definition.load import from_document
from questionnaires.definition.schema import Definition
from tests.pure.questionnaires.instruments import Document, document, instrument, item, options, text, when


def faults_of(broken: Document) -> str:
    with pytest.raises(DefinitionError) as caught:
        from_document(broken, "sample.yaml")
    assert all(fault.startswith("sample.yaml") for fault in caught.value.faults)
    return "\n".join(caught.value.faults)


@pytest.mark.parametrize(
    ("broken", "sentence"),
    [
        (item("q", "choice", options=[]), "sample.yaml, item q: options are missing; a choice has at least two."),
        (item("q", "multi", options=options("a")), "item q: options are missing; a multi has at least two."),
        (item("q", "choice", options=options("a", "A")), "the option a stands twice"),
        (item("q", "boolean", options=options("a", "b")), "options belong to choice and multi, not to boolean."),
        (item("q", "scale", min=None), "the range is missing; scale needs min and max."),
        (item("q", "integer", max=None), "the range is missing; integer needs min and max."),
        (item("q", "integer", min=5, max=5), "min is below max."),
        (item("q", "integer", max=5.5), "min and max are whole numbers where the type is integer."),
        (item("q", "scale", ends=None), "ends are missing; a scale names its low and its high end."),
        (item("q", "text", max_length=None), "max_length is missing; a text says how long it may be."),
        (item("q", "boolean", max_length=3), "max_length belongs to a text."),
        (item("q", "date", min=1), "min and max belong to numbers, not to date."),
        (item("q", "choice", tick=True), "tick belongs to a boolean only."),
        (item("q", "text", fill="today"), "fill: today belongs to a date only."),
        (item("q", "choice", chart="body"), "chart belongs to a multi only."),
        (item("q", "scale", display="shown"), "display belongs to a scale from 0 to 100."),
        (item("q", "scale", max=100, display="shown"), "display names shown, which is no choice of line, numbers"),
        (item("q", "text", privacy="pseudonymous"), "a text is free_text or identifying"),
        (item("q", text=None), "the question is missing; give text in da and en, or name a wording pack."),
        (item("q", pack="rmdq"), "wording of a pack never stands here; leave out text, help and ends."),
        (item("q", source="pack"), "the source is pack where a pack is named, and own everywhere else."),
        (item("q", text={"da": "kun dansk"}), "sample.yaml, item q: text.en is missing; it is required."),
        (item("q", text={"da": "", "en": "x"}), "item q: text.da is empty; a text is expected."),
        (item("q", label=text("x" * 90)), "the label has 93 characters in da; at most 80 are expected."),
        (item("q", colour="red"), "item q: colour is not known here; leave it out or correct its spelling."),
        (item("q", covers=["37"]), "covers matches ^[RS][0-9]{1,3}$; '37' does not."),
        (item("Q"), "item Q: id matches ^[a-z][a-z0-9_]{0,25}$; 'Q' does not."),
        (item("q", seconds="fast"), "item q: seconds is a whole number; 'fast' is not."),
        (item("q", "question"), "item q: type is 'boolean', 'choice'"),
        (item("q", "choice", options=[*options("a"), {**options("b")[0], "exclusive": True}]), "exclusive belongs"),
        (item("q", "multi", options=[*options("a"), {**options("b")[0], "group": "g"}]), "stands in the group g"),
        (item("q", enable_when={}), "enable_when has either 'all' or 'any', with at least one condition in it."),
    ],
)
def test_a_broken_item_is_named_with_what_is_expected(broken: Document, sentence: str) -> None:
    assert sentence in faults_of(document([broken]))


@pytest.mark.parametrize(
    ("target", "operator", "answer", "sentence"),
    [
        (item("first"), "=", "yes", "compares first by =; the answer is true or false."),
        (item("first"), ">", True, "compares first (boolean) by >; expected is one of: != = exists."),
        (item("first", "choice"), "=", "z", "waits for the answer z, which is not an option of first."),
        (item("first", "multi"), "=", "a", "compares first (multi) by =; expected is one of: != contains exists."),
        (item("first", "text"), "=", "a", "compares first (text) by =; expected is one of: exists."),
        (item("first", "scale"), ">", "5", "compares first with a number; the answer is a number."),
        (item("first", "scale"), ">", True, "compares first with a number; the answer is a number."),
        (item("first", "scale"), "contains", 5, "expected is one of: != < <= = > >= exists."),
        (item("first", "date"), ">", "12.01.2026", "compares first with a date; the answer is written YYYY-MM-DD."),
        (item("first", "choice"), "exists", "yes", "compares first by exists; the answer is true or false."),
    ],
)
def test_a_condition_fits_the_item_it_looks_at(target: Document, operator: str, answer: Any, sentence: str) -> None:
    broken = document([target, item("second", enable_when=when("first", operator, answer))])
    assert sentence in faults_of(broken)


def test_a_condition_looks_back_at_an_item_of_the_file() -> None:
    unknown = document([item("first", enable_when=when("nowhere", "=", True))])
    assert "item first: enable_when names nowhere, which is not an item of this file." in faults_of(unknown)
    later = document([item("first", enable_when=when("second", "=", True)), item("second")])
    assert "item first: enable_when names second, which is not asked before it." in faults_of(later)
    itself = document([item("first", enable_when=when("first", "=", True))])
    assert "which is not asked before it" in faults_of(itself)


def test_names_are_unique_across_pages() -> None:
    assert "item q: this name stands twice; every item has its own." in faults_of(document([item("q")], [item("q")]))
    twice = document([item("a")], [item("b")])
    twice["sections"][0]["pages"][1]["id"] = "page_1"
    assert "page page_1: this name stands twice" in faults_of(twice)


def test_every_fault_of_a_file_is_told_at_once_and_once() -> None:
    told = faults_of(document([item("q", "choice", options=[]), item("r", colour="red")]))
    assert len(told.split("\n")) == 2


def test_a_missing_part_of_the_file_is_named() -> None:
    broken = document([item("q")])
    del broken["title"]
    broken["sections"] = []
    assert faults_of(broken).split("\n") == [
        "sample.yaml: title is missing; it is required.",
        "sample.yaml: sections is empty; at least 1 is expected.",
    ]


def test_free_text_is_classified_by_its_type() -> None:
    checked = instrument([item("note", "text"), item("name", "text", privacy="identifying"), item("tick")])
    assert [found.privacy for found in checked.items] == ["free_text", "identifying", "pseudonymous"]
    assert {found.zone for found in checked.items} == {"shared_care"}


def test_a_definition_never_changes() -> None:
    checked = instrument([item("q")])
    with pytest.raises(ValueError, match="frozen"):
        checked.slug = "other"


def test_a_definition_knows_its_items_and_packs() -> None:
    position = {"id": "rmdq_01", "type": "boolean", "label": text(), "pack": "rmdq"}
    checked: Definition = instrument([item("q")], [position])
    assert checked.packs == frozenset({"rmdq"})
    assert checked.item("rmdq_01") is not None
    assert checked.item("unknown") is None
    assert [found.source for found in checked.items] == ["own", "pack"]
