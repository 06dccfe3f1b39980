"""YAML text becomes a definition; what cannot is refused with the line or the item."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questionnaires.definition.checksum import canonical_json, checksum
from questionnaires.definition.faults import DefinitionError
from questionnaires.definition.load import from_document, read, read_folder, read_plan, to_document
from tests.pure.questionnaires.instruments import document, instrument, item

SAMPLE = """
slug: sample
kind: patient
title: {da: Titel, en: Title}
intro: {da: Tekst, en: Text}
sections:
  - id: only
    title: {da: Del, en: Part}
    pages:
      - id: first
        items:
          - id: hurt
            type: choice
            label: {da: Ondt, en: Pain}
            text: {da: "Har du ondt?", en: "Does it hurt?"}
            options:
              - {code: no, label: {da: no, en: no}}
              - {code: yes, label: {da: yes, en: yes}}
          - positions: {prefix: rmdq_, first: 3, count: 2, digits: 2, type: boolean}
            tick: true
            label: {da: "Punkt {n}", en: "Position {n}"}
            pack: rmdq
            enable_when: {all: [{item: hurt, operator: "=", answer: yes}]}
"""


def faults_of(text: str) -> tuple[str, ...]:
    with pytest.raises(DefinitionError) as caught:
        read(text, "sample.yaml")
    return caught.value.faults


def test_yes_and_no_are_words() -> None:
    checked = read(SAMPLE, "sample.yaml")
    assert [option.code for option in checked.items[0].options] == ["no", "yes"]
    assert checked.items[0].options[1].label.da == "yes"


def test_positions_are_written_out_with_their_numbers() -> None:
    rows = read(SAMPLE, "sample.yaml").items[1:]
    assert [row.id for row in rows] == ["rmdq_03", "rmdq_04"]
    assert [row.label.en for row in rows] == ["Position 3", "Position 4"]
    assert all(row.tick and row.pack == "rmdq" and row.enable_when for row in rows)


@pytest.mark.parametrize(
    ("positions", "sentence"),
    [
        ("{prefix: rmdq_, type: boolean}", "positions has prefix, count and type; first and digits may be added"),
        ("{prefix: rmdq_, count: 2, type: boolean, step: 2}", "first and digits may be added, nothing else."),
        ("{prefix: 3, count: 2, type: boolean}", "positions: the prefix is text and digits is 1, 2 or 3."),
        ("{prefix: rmdq_, count: 0, type: boolean}", "first and count are whole numbers from 1 to 100."),
        ("{prefix: rmdq_, count: many, type: boolean}", "first and count are whole numbers from 1 to 100."),
        ("[1]", "positions has prefix, count and type"),
    ],
)
def test_positions_that_are_not_understood(positions: str, sentence: str) -> None:
    broken = SAMPLE.replace("{prefix: rmdq_, first: 3, count: 2, digits: 2, type: boolean}", positions)
    assert sentence in faults_of(broken)[0]


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("slug: [", "sample.yaml, line 1: "),
        ("slug: a\nslug: b", "sample.yaml, line 2: slug stands twice; expected is valid YAML."),
        ("1: a", "sample.yaml, line 1: the name 1 is not text; expected is valid YAML."),
        ("- a", "sample.yaml: expected are names with values, from slug to sections."),
        ("", "sample.yaml: expected are names with values, from slug to sections."),
        ("a: !!python/object:os.system x", "sample.yaml, line 1: could not determine a constructor"),
        ("a: \x00", "sample.yaml: this is not readable; expected is YAML text in UTF-8."),
        ("slug: sample\nkind: 3", "sample.yaml: kind is 'patient', 'clinician', 'diary' or 'interview'; 3 is not."),
    ],
)
def test_text_that_is_no_instrument(text: str, start: str) -> None:
    assert faults_of(text)[0].startswith(start)


@given(st.text(max_size=200))
def test_no_text_crashes_the_reader(text: str) -> None:
    with pytest.raises(DefinitionError):
        read(text, "any.yaml")
    with pytest.raises(DefinitionError):
        read_plan(text, "any.yaml")


def test_a_stored_document_reads_back_as_the_same_definition() -> None:
    checked = read(SAMPLE, "sample.yaml")
    assert from_document(to_document(checked)) == checked


def test_every_shipped_instrument_survives_being_stored() -> None:
    for definition in read_folder().values():
        stored = json.loads(json.dumps(to_document(definition)))
        again = from_document(stored)
        assert again == definition
        assert checksum(again) == checksum(definition)


def test_the_file_bears_the_slug_as_its_name(tmp_path: Path) -> None:
    (tmp_path / "other.yaml").write_text(SAMPLE, encoding="utf-8")
    with pytest.raises(
        DefinitionError, match=r"other\.yaml: the slug is sample; expected is the name of the file, other\."
    ):
        read_folder(tmp_path)


def test_the_checksum_ignores_spelling_and_sees_every_word() -> None:
    first = instrument([item("q")])
    reordered = from_document(dict(reversed(document([item("q")]).items())), "sample.yaml")
    assert checksum(first) == checksum(reordered)
    assert len(checksum(first)) == 64
    changed = document([item("q")])
    changed["title"]["da"] += "."
    assert checksum(from_document(changed)) != checksum(first)


def test_canonical_json_is_the_same_tomorrow() -> None:
    assert canonical_json(instrument([item("q")])) == (
        '{"intro":{"da":"da intro","en":"en intro"},"kind":"patient","sections":[{"id":"only","pages":'
        '[{"id":"page_1","items":[{"id":"q","label":{"da":"da word","en":"en word"},"privacy":"pseudonymous",'
        '"source":"own","text":{"da":"da question","en":"en question"},"type":"boolean"}]}],'
        '"title":{"da":"da section","en":"en section"}}],"slug":"sample","title":{"da":"da title","en":"en title"}}'
    )
