"""Wording packs: what they must hold, when they may be shown, and what becomes of a definition. All words invented."""

import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from questionnaires.definition.faults import DefinitionError
from questionnaires.definition.load import read_folder
from questionnaires.definition.packs import (
    Channel,
    Pack,
    ShownPage,
    check,
    fitting,
    form,
    is_valid,
    read_pack,
    worded,
    written_page,
)
from questionnaires.definition.schema import Definition
from questionnaires.definition.timing import seconds
from questionnaires.engine.branching import visible
from tests.pure.questionnaires.instruments import instrument, item, options, text, when

POSITIONS: list[dict[str, Any]] = [
    {"id": "x_1", "type": "boolean", "label": text(), "pack": "x"},
    {"id": "x_2", "type": "integer", "min": 0, "max": 2, "label": text(), "pack": "x"},
    {"id": "x_3", "type": "scale", "min": 0, "max": 10, "label": text(), "pack": "x"},
    {"id": "x_4", "type": "choice", "label": text(), "pack": "x", "options": options("a", "b")},
]
LEVELS = [{"code": "0", "label": "nul"}, {"code": "1", "label": "en"}, {"code": "2", "label": "to"}]
ITEMS: dict[str, dict[str, Any]] = {
    "x_1": {"text": "første", "help": "hjælp"},
    "x_2": {"text": "anden", "levels": LEVELS},
    "x_3": {"text": "tredje", "low": "lidt", "high": "meget"},
    "x_4": {"text": "fjerde", "levels": [{"code": "a", "label": "ja"}, {"code": "b", "label": "nej"}]},
}
DOCUMENT: dict[str, Any] = {
    "instrument": "x",
    "version": "1.0",
    "language": "da",
    "translator": "somebody",
    "licence": "L-1",
    "holder": "a holder",
    "valid_from": "2026-01-01",
    "valid_to": "2026-12-31",
    "channels": ["web"],
    "intro": "om det hele",
    "items": ITEMS,
}


def pack(**more: Any) -> Pack:
    return read_pack(json.dumps({**DOCUMENT, **more}))


def rmdq(count: int, **more: Any) -> Pack:
    items = {f"rmdq_{n:02d}": {"text": f"punkt {n}"} for n in range(1, count + 1)}
    return pack(instrument="rmdq", items=items, **{"rmdq_mode": "tick", "rmdq_items": count, **more})


@pytest.fixture
def definition() -> Definition:
    return instrument([item("own")], POSITIONS, [item("after", enable_when=when("x_2", ">=", 2))])


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"holder": ""}, "holder is empty"),
        ({"licence": 7}, "licence is text"),
        ({"language": "sv"}, "language is 'da' or 'en'"),
        ({"channels": []}, "channels is empty"),
        ({"channels": ["fax"]}, "channels"),
        ({"items": {}}, "items is empty"),
        ({"price": 1}, "price is not known here"),
        ({"valid_to": "2025-12-31"}, "valid_to is not before valid_from"),
        ({"rmdq_mode": "tick", "rmdq_items": 24}, "for rmdq, and for nothing else"),
        ({"rmdq_items": 24}, "for rmdq, and for nothing else"),
        ({"instrument": "rmdq"}, "for rmdq, and for nothing else"),
        ({"instrument": "rmdq", "rmdq_mode": "tick"}, "for rmdq, and for nothing else"),
    ],
)
def test_a_pack_that_is_none_is_refused_with_its_fault(change: dict[str, Any], fault: str) -> None:
    with pytest.raises(DefinitionError) as refused:
        pack(**change)
    assert fault in str(refused.value)


def test_what_is_no_json_is_refused() -> None:
    with pytest.raises(DefinitionError, match="this is not JSON"):
        read_pack("{")


@pytest.mark.parametrize(
    ("day", "channel", "valid"),
    [
        (date(2025, 12, 31), "web", False),
        (date(2026, 1, 1), "web", True),
        (date(2026, 12, 31), "web", True),
        (date(2027, 1, 1), "web", False),
        (date(2026, 6, 1), "paper", False),
    ],
)
def test_the_first_and_the_last_day_count_and_only_named_channels(day: date, channel: Channel, valid: bool) -> None:
    assert is_valid(pack(), day, channel) is valid


def test_without_a_last_day_it_stays_valid() -> None:
    assert is_valid(pack(valid_to=None), date(2099, 1, 1), "web")


def test_a_pack_that_fits_has_no_faults(definition: Definition) -> None:
    assert check(pack(), definition) == []


@pytest.mark.parametrize(
    ("item_id", "words", "fault"),
    [
        ("x_1", None, "item x_1: this pack has no words for it."),
        ("x_9", {"text": "w"}, "item x_9: no item of this name waits for the pack."),
        ("own", {"text": "w"}, "item own: no item of this name waits for the pack."),
        ("x_1", {"text": "w", "levels": LEVELS}, "item x_1: expected are the levels none; found are 0, 1, 2."),
        ("x_2", {"text": "w"}, "item x_2: expected are the levels 0, 1, 2; found are none."),
        ("x_2", {"text": "w", "levels": LEVELS[:2]}, "item x_2: expected are the levels 0, 1, 2; found are 0, 1."),
        (
            "x_3",
            {"text": "w", "low": "lidt"},
            "item x_3: low and high are both given for a scale, and for nothing else.",
        ),
        (
            "x_1",
            {"text": "w", "low": "lidt"},
            "item x_1: low and high are both given for a scale, and for nothing else.",
        ),
        ("x_4", {"text": "w", "levels": LEVELS[:2]}, "item x_4: expected are the levels a, b; found are 0, 1."),
    ],
)
def test_what_does_not_fit_is_said_and_left_out(
    definition: Definition, item_id: str, words: dict[str, Any] | None, fault: str
) -> None:
    items = {**ITEMS, item_id: words}
    faulty = pack(items={name: one for name, one in items.items() if one})
    assert check(faulty, definition) == [fault]
    assert worded(definition, [faulty]) == definition


def test_a_pack_that_nothing_waits_for() -> None:
    assert check(pack(), instrument([item("own")])) == ["sample: no item waits for the pack x."]


def test_the_words_stand_in_their_places(definition: Definition) -> None:
    shown = {one.id: one for one in worded(definition, [pack()]).items}
    assert all(one.pack is None for one in shown.values())
    assert shown["x_1"].source == "pack"
    assert (shown["x_1"].text, shown["x_1"].help) == tuple(
        type(shown["x_1"].label)(da=words, en=words) for words in ("første", "hjælp")
    )
    assert shown["x_2"].type == "integer"
    assert [(option.code, option.label.da) for option in shown["x_2"].options] == [
        ("0", "nul"),
        ("1", "en"),
        ("2", "to"),
    ]
    assert shown["x_3"].ends is not None
    assert (shown["x_3"].ends.low.da, shown["x_3"].ends.high.da) == ("lidt", "meget")
    assert [option.label.da for option in shown["x_4"].options] == ["ja", "nej"]
    assert shown["own"] == definition.item("own")


def test_the_introduction_stands_over_the_packs_own_pages_only(definition: Definition) -> None:
    pages = worded(definition, [pack()]).pages
    assert [page.intro and page.intro.da for page in pages] == [None, "om det hele", None]


def test_branching_and_timing_follow(definition: Definition) -> None:
    shown = worded(definition, [pack()])
    answers = {"x_2": 2}
    assert visible(definition, answers) == ["own", "after"]
    assert visible(shown, answers) == ["own", "x_1", "x_2", "x_3", "x_4", "after"]
    assert (seconds(definition), seconds(shown)) == (3, 3 + 3 + 6 + 6 + 8)


def test_two_languages_and_one_that_stands_for_both(definition: Definition) -> None:
    english = pack(language="en", items={**ITEMS, "x_1": {"text": "first"}})
    both = worded(definition, [pack(), english]).item("x_1")
    assert both is not None
    assert both.text is not None
    assert (both.text.da, both.text.en) == ("første", "first")
    only = worded(definition, [english]).item("x_1")
    assert only is not None
    assert only.text is not None
    assert only.text.da == "first"


def test_the_form_of_rmdq_decides_its_items_and_whether_they_are_ticks() -> None:
    baseline = read_folder()["baseline_a"]
    assert check(rmdq(24), baseline) == []
    assert check(rmdq(23), baseline) == []
    assert check(rmdq(24, rmdq_items=23), baseline) == ["item rmdq_24: no item of this name waits for the pack."]
    danish = worded(baseline, [rmdq(23, rmdq_mode="yes_no")])
    shown = [one for one in danish.items if one.id.startswith("rmdq_")]
    assert [one.id for one in shown] == [f"rmdq_{n:02d}" for n in range(1, 24)]
    assert not any(one.tick for one in shown)
    ticks = worded(baseline, [rmdq(24)])
    assert sum(one.tick for one in ticks.items) == 24
    assert danish.packs == ticks.packs == baseline.packs - {"rmdq"}
    assert Decimal(seconds(ticks) - seconds(baseline)) == 24 * 3


def test_a_definition_without_packs_stays_what_it_is(definition: Definition) -> None:
    assert worded(definition, []) == definition


def test_of_two_in_one_language_the_later_one_counts(definition: Definition) -> None:
    later = pack(version="2.0", items={**ITEMS, "x_1": {"text": "nye ord"}})
    shown = worded(definition, [pack(), later]).item("x_1")
    assert shown is not None
    assert shown.text is not None
    assert shown.text.da == "nye ord"
    assert fitting(definition, [pack(), later]) == {"x": {"da": later}}


def test_one_question_at_a_time_makes_pages_and_leaves_our_own_together() -> None:
    mixed = instrument([item("own"), item("own_2"), *POSITIONS[:2], item("after")])
    alone = worded(mixed, [pack(display={"one_per_page": True}, items={name: ITEMS[name] for name in ("x_1", "x_2")})])
    pages = [(page.id, [one.id for one in page.items]) for page in alone.pages]
    first = mixed.pages[0].id
    assert pages == [
        (first, ["own", "own_2"]),
        (f"{first}-2", ["x_1"]),
        (f"{first}-3", ["x_2"]),
        (f"{first}-4", ["after"]),
    ]
    assert {written_page(key) for key, _ in pages} == {first}
    assert [page.intro and page.intro.da for page in alone.pages] == [None, "om det hele", "om det hele", None]


def test_a_notice_stands_on_the_pages_of_its_pack_only(definition: Definition) -> None:
    english = pack(language="en", display={"notice": "by leave"})
    pages = worded(definition, [pack(display={"notice": "med lov"}), english]).pages
    notices = [page.notices if isinstance(page, ShownPage) else () for page in pages]
    assert [[(one.da, one.en) for one in said] for said in notices] == [[], [("med lov", "by leave")], []]


@pytest.mark.parametrize(
    ("packs", "expected"),
    [
        ([], None),
        ([rmdq(24)], ("tick", 24)),
        ([rmdq(23, rmdq_mode="yes_no")], ("yes_no", 23)),
        ([rmdq(24), rmdq(23, language="en", rmdq_mode="yes_no")], ("yes_no", 23)),
        ([pack()], None),
    ],
)
def test_the_form_of_rmdq_is_the_one_that_its_languages_share(packs: list[Pack], expected: object) -> None:
    assert form(packs) == expected
