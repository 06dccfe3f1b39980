"""Rules about items and instruments: options, duplicates, minutes, packs, translation, and whom a text is for."""

from typing import Any

import pytest

from questionnaires.definition.load import from_document, read_folder, read_plan
from questionnaires.definition.schema import Definition
from questionnaires.plain_language.finding import Finding
from questionnaires.plain_language.instruments import exempt, instruments
from tests.pure.questionnaires.instruments import document, item

GOOD = {"da": "Lige nu: Hvordan går det med ryggen?", "en": "Right now: how is your back?"}
PLAN = """
slug: cohort
name: {da: Plan, en: Plan}
waves:
  - {slug: a, name: {da: A, en: A}, instruments: [first], offset_days: 0, window_days: 28, reminder_days: [0]}
  - {slug: b, name: {da: B, en: B}, instruments: [second], offset_days: DAYS, window_days: 28, reminder_days: [0]}
"""


def text(danish: str, english: str) -> dict[str, str]:
    return {"da": danish, "en": english}


def options(*codes: str) -> list[dict[str, Any]]:
    return [{"code": code, "label": text(f"Svar {code}", f"Answer {code}")} for code in codes]


def question(item_id: str, item_type: str = "boolean", **more: Any) -> dict[str, Any]:
    needs: dict[str, Any] = {"options": options("a", "b")} if item_type in {"choice", "multi"} else {}
    return item(item_id, item_type, **{"label": text("Navn", "Name"), "text": GOOD, **needs, **more})


def named(slug: str, *items: dict[str, Any], kind: str = "patient") -> Definition:
    return from_document({**document(list(items), kind=kind), "slug": slug}, f"{slug}.yaml")


def found(*definitions: Definition, days: int | None = None) -> list[Finding]:
    plan = None if days is None else read_plan(PLAN.replace("DAYS", str(days)))
    return instruments(definitions, plan)


def rules(*items: dict[str, Any], kind: str = "patient") -> set[tuple[str, str, str]]:
    """Rule, level and place of what is found in an instrument of these items."""
    return {(one.rule, one.level, one.place.key) for one in found(named("first", *items, kind=kind))}


def test_a_plain_instrument_has_no_findings() -> None:
    assert rules(question("well"), question("which", "choice", text=text("I dag: Hvad gør du?", "Today?"))) == set()


def test_two_questions_in_one_fail() -> None:
    bad = text("Har du ondt? Hvor?", "Does it hurt? Where?")
    assert rules(question("two", text=bad)) == {
        ("two_questions", "fail", "first/two/da"),
        ("two_questions", "fail", "first/two/en"),
    }
    assert rules(question("two", text=text("Varme og/eller kulde?", "Cold or warm?"))) == {
        ("and_or", "fail", "first/two/da")
    }


def test_more_than_seven_options_warn_but_for_those_outside_the_scale() -> None:
    outside = [*options("dont_know", "rather_not"), {**options("nothing")[0], "exclusive": True}]
    seven = options(*"abcdefg")
    assert rules(question("few", "multi", options=seven + outside)) == set()
    assert rules(question("many", "multi", options=[*seven, *options("h"), *outside])) == {
        ("many_options", "warn", "first/many")
    }


@pytest.mark.parametrize(
    "part, more",
    [
        ("question", {"text": text("Lige nu: Har du lumbago?", "Right now: are you well?")}),
        ("help", {"help": text("Om lumbago", "About pain")}),
        ("option b", {"options": [*options("a"), {"code": "b", "label": text("Lumbago", "Pain")}]}),
    ],
)
def test_every_part_of_an_item_is_read(part: str, more: dict[str, Any]) -> None:
    one = found(named("first", question("it", "choice", **more)))
    assert [(each.rule, each.place.part) for each in one] == [("term", part)]


def test_titles_and_intros_are_read() -> None:
    base = document([question("it")])
    base["title"] = text("Baseline", "Start")
    base["sections"][0]["pages"][0]["intro"] = text("Du bør svare.", "Please answer.")
    findings = instruments([from_document(base, "sample.yaml")])
    assert {(one.rule, one.place.key) for one in findings} == {
        ("term", "sample/title/da"),
        ("blame", "sample/page page_1/da"),
    }


def test_a_missing_translation_is_found() -> None:
    same, blank = text("Does it hurt?", "Does it hurt?"), text("Har du ondt?", " ")
    assert rules(question("same", text=same)) == {("missing_translation", "fail", "first/same/da")}
    assert rules(question("blank", text=blank)) == {("missing_translation", "fail", "first/blank/en")}
    assert rules(question("name", help=text("EQ VAS", "EQ VAS"))) == set()


def test_the_wording_of_packs_is_reported_only() -> None:
    pack = {"id": "rmdq_01", "type": "boolean", "label": text("Doven", "Lazy"), "pack": "rmdq"}
    definition = named("first", question("well"), pack)
    assert found(definition) == []
    assert exempt(definition) == ["rmdq_01"]


def test_clinicians_may_read_terms_but_nobody_is_belittled() -> None:
    note = question("note", text=text("Radikulopati, kronisk", "Chronic, and/or acute"))
    assert rules(note, kind="clinician") == set()
    bad = question("note", "choice", text=text("Benægter smerter", "Has pain"))
    assert rules(bad, kind="clinician") == {("respect", "fail", "first/note/da")}
    label = question("note", label=text("Navn", "Lazy patient"))
    assert rules(label, kind="clinician") == {("respect", "fail", "first/note/en")}
    assert rules(label) == {("respect", "fail", "first/note/en")}


def test_the_same_item_with_other_words_says_where() -> None:
    other = text("Lige nu: Er ryggen god?", "Right now: how is your back?")
    one = found(named("first", question("well")), named("second", question("well", text=other)))
    assert [(each.rule, each.level, each.place.key, each.params["other"]) for each in one] == [
        ("other_wording", "warn", "second/well/da", "first")
    ]
    assert found(named("first", question("well")), named("second", question("well"))) == []


def test_nearly_the_same_words_under_another_name_say_where() -> None:
    first = text("Lige nu: Hvor ondt har du i ryggen?", "Right now: how bad is your back pain?")
    again = text("Hvor ondt har du i ryggen lige nu?", "Do you feel well?")
    leg = text("Lige nu: Hvor ondt har du i benet?", "Right now: how bad is your leg pain?")
    definitions = named("first", question("pain", text=first)), named("second", question("ache", text=again))
    assert [(one.rule, one.place.key, one.params["other"]) for one in found(*definitions)] == [
        ("near_duplicate", "second/ache/da", "first/pain")
    ]
    assert rules(question("pain", text=first), question("ache", text=again)) == {
        ("near_duplicate", "warn", "first/ache/da")
    }
    assert rules(question("back", text=first), question("leg", text=leg)) == set()


def test_the_same_item_again_within_fourteen_days_warns() -> None:
    first, second = named("first", question("well")), named("second", question("well"))
    asked_again = [(one.rule, one.params["days"]) for one in found(first, second, days=13)]
    assert asked_again == [("asked_again", 13)]
    assert found(first, second, days=14) == []
    assert found(first, named("second", question("well", stable=True)), days=3) == []


@pytest.mark.parametrize(
    "seconds, conditional, expected",
    [(480, 0, set()), (500, 0, {"warn"}), (300, 900, set()), (300, 910, {"fail"}), (1210, 0, {"fail"})],
)
def test_minutes_against_the_target_and_the_limit(seconds: int, conditional: int, expected: set[str]) -> None:
    when = {"all": [{"item": "q0", "operator": "=", "answer": True}]}
    items = [
        question(f"q{n}", seconds=part, text=text(f"Nu: Hvad {n}?", f"Now: what {n}?"))
        for n, part in enumerate(portions(seconds))
    ]
    items += [
        question(f"c{n}", seconds=part, enable_when=when, text=text(f"Nu: Hvor {n}?", f"Now: where {n}?"))
        for n, part in enumerate(portions(conditional))
    ]
    assert {level for rule, level, _ in rules(*items) if rule == "minutes"} == expected


def portions(seconds: int) -> list[int]:
    """Seconds in parts that one item may have."""
    return [300] * (seconds // 300) + ([seconds % 300] if seconds % 300 else [])


def test_only_what_is_asked_for_is_told_beside_the_others() -> None:
    definitions = [named("first", question("well", help=text("Du bør", "You can"))), named("second", question("it"))]
    assert {one.place.source for one in instruments(definitions, only={"second"})} == {"second"}


def test_nothing_that_is_shipped_fails() -> None:
    assert [one for one in instruments(list(read_folder().values())) if one.level == "fail"] == []
