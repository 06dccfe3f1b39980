"""A shared question is written once and taken in by name."""

from pathlib import Path

import pytest

from questionnaires.definition import bank
from questionnaires.definition.faults import DefinitionError
from questionnaires.definition.load import read

FILE = """
slug: sample
kind: patient
title: {{da: Titel, en: Title}}
intro: {{da: Hej, en: Hello}}
sections:
  - id: one
    title: {{da: Del, en: Part}}
    pages:
      - id: page
        items:
          - {row}
"""
ITEM = {"id": "worry", "type": "boolean", "label": {"da": "Bekymret", "en": "Worried"}}


def test_an_item_is_written_out_and_what_stands_beside_it_counts() -> None:
    document = {"items": [{"use": "worry", "covers": ["R56"]}, {"id": "own"}]}
    assert bank.taken_in(document, {"worry": ITEM}) == {"items": [{**ITEM, "covers": ["R56"]}, {"id": "own"}]}


def test_a_row_of_positions_has_its_ids_from_them() -> None:
    row = {"id": "rmdq", "positions": {"prefix": "rmdq_", "count": 2, "type": "boolean"}}
    assert bank.taken_in([{"use": "rmdq"}], {"rmdq": row}) == [{"positions": row["positions"]}]


def test_the_shipped_bank_is_there_for_every_file() -> None:
    definition = read(FILE.format(row="use: pain_back_nrs"), "sample.yaml")
    (item,) = definition.items
    assert (item.id, item.type, item.max) == ("pain_back_nrs", "scale", 10)


@pytest.mark.parametrize("row", ["use: nothing_like_it", "use: [a]"])
def test_what_the_bank_does_not_hold_is_said(row: str) -> None:
    with pytest.raises(DefinitionError, match="which is no item of the bank"):
        read(FILE.format(row=row), "sample.yaml")


@pytest.mark.parametrize(
    ("rows", "said"), [("- id: a\n- id: a", "the item a stands twice"), ("- type: text", "every item of the bank")]
)
def test_a_bank_names_each_item_once(tmp_path: Path, rows: str, said: str) -> None:
    (tmp_path / "one.yaml").write_text(f"items:\n{rows}\n")
    with pytest.raises(DefinitionError, match=said):
        bank.shipped(tmp_path)
