"""Rules over values, for whatever somebody may have written."""

import csv
import io
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.test import override_settings
from hypothesis import given
from hypothesis import strategies as st

from cohort.common.study_number import check_digit
from cohort.exports import erasure_list
from cohort.exports.erasure_list import DamagedList, Line
from cohort.exports.person.fates import without_words
from cohort.exports.person.parcel import FORMULA, _csv
from questionnaires.definition.load import read

DEFINITION = read(Path("questionnaires/content/baseline_a.yaml").read_text(encoding="utf-8"), "baseline_a.yaml")
NAMES = [item.id for item in DEFINITION.items]
WORDS = {item.id for item in DEFINITION.items if item.type == "text"}
VALUES = st.one_of(
    st.text(max_size=12), st.integers(), st.booleans(), st.just({"missing": "s"}), st.lists(st.text(max_size=5))
)
NUMBERS = st.integers(0, 9_999_999).map(lambda number: f"R{number:07d}-{check_digit(f'{number:07d}')}")
LINES = st.builds(
    Line,
    NUMBERS,
    st.sampled_from(["now", "keep"]),
    st.datetimes(min_value=datetime(2020, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001 - with the zone beside it
)


@given(st.dictionaries(st.one_of(st.sampled_from(NAMES), st.text(max_size=8)), VALUES))
def test_scrubbing_takes_words_away_and_changes_nothing(answers: dict[str, object]) -> None:
    left = without_words(DEFINITION, answers)
    assert all(answers[name] == value for name, value in left.items())
    assert set(left) == set(answers) & (set(NAMES) - WORDS)
    assert without_words(DEFINITION, left) == left


@given(st.lists(st.builds(lambda one, two: {"one": one, "two": two}, st.text(), VALUES), min_size=1))
def test_what_is_in_a_cell_comes_back_and_is_no_formula(table: list[dict[str, object]]) -> None:
    rows = list(csv.reader(io.StringIO(_csv(table).decode("utf-8-sig"), newline="")))[1:]
    assert len(rows) == len(table)
    for row, (written, other) in zip(table, rows, strict=True):
        assert not written.startswith(FORMULA)
        assert written.removeprefix("'") == str(row["one"]).removeprefix("'")
        if isinstance(row["two"], dict | list):
            assert json.loads(other) == row["two"]


@given(lines=st.lists(LINES, max_size=6))
def test_the_list_gives_back_what_was_put_in_each_once(
    lines: list[Line], tmp_path_factory: pytest.TempPathFactory
) -> None:
    file = tmp_path_factory.mktemp("list") / "erasures.txt"
    with override_settings(ERASURES_LIST=file):
        for line in [*lines, *lines]:
            erasure_list.append(line)
    assert (list(erasure_list.read(file)) if lines else []) == list(dict.fromkeys(lines))


@given(text=st.text(alphabet=st.characters(codec="ascii"), min_size=1).filter(str.strip))
def test_a_damaged_line_is_never_guessed(text: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    file = tmp_path_factory.mktemp("list") / "damaged.txt"
    file.write_text(text, encoding="ascii")
    with pytest.raises(DamagedList):
        list(erasure_list.read(file))
