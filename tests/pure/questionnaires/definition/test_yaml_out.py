"""A definition written as YAML is the same one when it is read, and is written the way people write."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questionnaires.definition.load import read, read_folder
from questionnaires.definition.schema import Definition
from questionnaires.definition.yaml_out import to_yaml
from tests.pure.questionnaires.instruments import instrument, item
from tests.pure.questionnaires.interchange.rich import rich

SHIPPED = read_folder()
words = st.text(min_size=1, max_size=200).filter(lambda text: max(text) < "\ud800" or max(text) > "\udfff")


@pytest.mark.parametrize("definition", [*SHIPPED.values(), rich()], ids=[*SHIPPED, "rich"])
def test_it_is_read_as_it_was(definition: Definition) -> None:
    assert read(to_yaml(definition), "again.yaml") == definition


@given(
    words | st.sampled_from(["no", "true", "~", "null", "2026-01-01", "=", "1_000", "0x1", "- a", "a: b", "#", "\x85"])
)
def test_every_text_is_read_as_it_was(text: str) -> None:
    definition = instrument([item("it", text={"da": text, "en": f" {text} "}, label={"da": "no", "en": "="})])
    assert read(to_yaml(definition), "again.yaml") == definition


def test_short_things_stand_on_one_line_and_what_is_implied_is_left_out() -> None:
    text = to_yaml(SHIPPED["gp_first"])
    assert "              - {code: visit, label: {da: Fremmøde, en: Visit}}\n" in text
    assert "            covers: [R76]\n" in text
    assert text.startswith("slug: gp_first\nkind: clinician\n")
    assert "privacy: pseudonymous" not in text
    assert "source:" not in text
    assert "privacy: identifying" in to_yaml(rich())
