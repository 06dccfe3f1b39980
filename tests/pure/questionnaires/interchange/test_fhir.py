"""The FHIR Questionnaire: valid, keeps its invariants, comes back whole."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from questionnaires.definition.load import read_folder
from questionnaires.definition.schema import Definition
from questionnaires.interchange import fhir_in, fhir_out
from questionnaires.interchange import fhir_terms as t
from tests.pure.questionnaires.interchange.rich import rich

SHIPPED = read_folder()
ITEM_TYPES = {"group", "display", "boolean", "decimal", "integer", "date", "string", "text", "choice"}
every = pytest.mark.parametrize("definition", [*SHIPPED.values(), rich()], ids=[*SHIPPED, "rich"])


def items(resource: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for one in resource.get("item", []):
        yield one
        yield from items(one)


def found(definition: Definition, link: str) -> dict[str, Any]:
    return next(one for one in items(fhir_out.write(definition)) if one["linkId"] == link)


def questionnaire(*rows: dict[str, Any], **more: Any) -> str:
    return json.dumps({"resourceType": "Questionnaire", "status": "draft", "item": list(rows), **more})


@every
def test_it_is_a_questionnaire(definition: Definition) -> None:
    from fhir.resources.R4B.questionnaire import Questionnaire

    Questionnaire.model_validate_json(json.dumps(fhir_out.write(definition)))


@every
def test_invariants_that_validators_do_not_check(definition: Definition) -> None:
    resource = fhir_out.write(definition)
    links = [one["linkId"] for one in items(resource)]
    assert len(links) == len(set(links))
    assert resource["status"] in {"draft", "active", "retired"}
    for one in items(resource):
        assert one["type"] in ITEM_TYPES
        assert (len(one.get("enableWhen", [])) > 1) == ("enableBehavior" in one)
        assert ("answerOption" in one) == (one["type"] == "choice")
        for condition in one.get("enableWhen", []):
            assert links.index(condition["question"]) < links.index(one["linkId"])
            assert sum(key.startswith("answer") for key in condition) == 1
        if one["type"] == "display":
            assert "item" not in one


@every
def test_it_comes_back_as_it_was(definition: Definition) -> None:
    for language in ("da", "en"):
        imported = fhir_in.read(json.dumps(fhir_out.write(definition, language, "https://example.org/fhir")))
        assert imported.definition == definition
        waiting = [line for line in imported.lines if "position of the pack" in line]
        assert list(imported.lines) == waiting
        assert len(waiting) == sum(1 for one in definition.items if one.pack)


def test_both_languages_stand_in_it() -> None:
    one = found(rich(), "yes")
    assert one["text"] == "da question"
    parts = one["_text"]["extension"][0]["extension"]
    assert parts == [{"url": "lang", "valueCode": "en"}, {"url": "content", "valueString": "en question"}]


def test_a_scale_is_a_slider_with_its_ends() -> None:
    one = found(rich(), "low")
    values = {row["url"]: row for row in one["extension"]}
    assert values[t.ITEM_CONTROL]["valueCodeableConcept"]["coding"][0]["code"] == "slider"
    assert (values[t.MIN_VALUE]["valueInteger"], values[t.MAX_VALUE]["valueInteger"]) == (-5, 5)
    controls = [row["extension"][0]["valueCodeableConcept"]["coding"][0]["code"] for row in one["item"]]
    assert controls == ["lower", "upper"]


def test_options_have_order_score_and_what_excludes_the_others() -> None:
    one = found(rich(), "body")
    assert one["repeats"] is True
    neck, _, none = one["answerOption"]
    assert neck["valueCoding"]["extension"] == [{"url": t.ORDINAL, "valueDecimal": 2}]
    assert {"url": t.EXCLUSIVE, "valueBoolean": True} in none["extension"]


@pytest.mark.parametrize(
    ("link", "condition"),
    [
        ("is_yes", {"question": "yes", "operator": "=", "answerBoolean": True}),
        ("heavy", {"question": "weight", "operator": ">", "answerDecimal": 99.5}),
        ("later", {"question": "when", "operator": ">=", "answerDate": "2026-01-31"}),
        ("told", {"question": "line", "operator": "exists", "answerBoolean": True}),
        (
            "upright",
            {"question": "body", "operator": "=", "answerCoding": {"system": "urn:rygvej:options:body", "code": "L02"}},
        ),
    ],
)
def test_conditions(link: str, condition: dict[str, Any]) -> None:
    assert found(rich(), link)["enableWhen"] == [condition]


def test_a_foreign_questionnaire_and_what_it_has_that_we_have_not() -> None:
    text = questionnaire(
        {"linkId": "1", "type": "group", "text": "First", "enableWhen": [{"question": "x"}], "item": [
            {"linkId": "1.1", "type": "choice", "text": "Colour", "answerValueSet": "http://x", "answerOption": [
                {"valueString": "Red"}, {"valueCoding": {"code": "b", "display": "Blue"}, "initialSelected": True}]},
            {"linkId": "1.2", "type": "integer", "text": "How many?", "required": True,
             "enableWhen": [{"question": "1.1", "operator": "=", "answerCoding": {"code": "b"}}]},
            {"linkId": "1.3", "type": "attachment", "text": "A picture"},
            {"linkId": "1.4", "type": "string", "text": "Words", "maxLength": 20, "item": [
                {"linkId": "1.4.1", "type": "boolean", "text": "Sure?"}]},
            {"linkId": "1.5", "type": "group", "text": "Inner", "item": [
                {"linkId": "1.6", "type": "group", "text": "Deep", "item": [
                    {"linkId": "1.7", "type": "date", "text": "Day", "extension": [{"url": "http://y"}]}]}]},
        ]},
        {"linkId": "2", "type": "dateTime", "text": "Moment"},
        language="en-GB", title="Foreign", url="http://example.org/Questionnaire/foreign-one", publisher="Somebody",
    )  # fmt: skip
    imported = fhir_in.read(text)
    assert imported.definition is not None
    assert imported.definition.slug == "foreign_one"
    assert [one.id for one in imported.definition.items] == [
        *("item_1_1", "item_1_2", "item_1_4", "item_1_4_1", "item_1_7", "item_2")
    ]
    many = imported.definition.items[1]
    assert many.enable_when is not None
    assert many.enable_when.all[0].item == "item_1_1"
    told = "\n".join(imported.lines)
    for words in (
        "the Questionnaire: publisher has no place here",
        "group 1: only questions have conditions here",
        "item 1.1: answerValueSet has no place here",
        "item 1.1: the answer b was chosen beforehand",
        "item 1.2: required has no place here",
        "item 1.2: the range is open",
        "item 1.3: a question of the type attachment",
        "item 1.4.1: it stood under a question",
        "item 1.6: a group inside a page",
        "item 1.7: the extension http://y was not taken",
        "item 2: dateTime became date",
        "texts have no Danish",
    ):
        assert words in told


def test_two_questions_of_one_name_are_kept_apart() -> None:
    rows = [{"linkId": "a", "type": "boolean", "text": "One"}, {"linkId": "a", "type": "boolean", "text": "Two"}]
    imported = fhir_in.read(questionnaire(*rows))
    assert imported.definition is not None
    assert [one.id for one in imported.definition.items] == ["a", "a_2"]
    assert [line for line in imported.lines if line.startswith("item a: the name 'a'")]
