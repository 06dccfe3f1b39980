"""The linter on the command line."""

import re
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

INSTRUMENT = """
slug: short_one
kind: patient
title: {da: Titel, en: Title}
intro: {da: Tekst, en: Text}
sections:
  - id: only
    title: {da: Titel, en: Title}
    pages:
      - id: page
        items:
          - {id: ITEM, type: boolean, label: {da: Vel, en: Well}, text: {da: "WORDS", en: "Are you well?"}}
"""


def lint(folder: Path, words: str, item: str = "well") -> str:
    path = folder / "short_one.yaml"
    path.write_text(INSTRUMENT.replace("WORDS", words).replace("ITEM", item), encoding="utf-8")
    out = StringIO()
    call_command("lint_instruments", path, stdout=out)
    return out.getvalue()


def test_what_is_shipped_passes_and_its_packs_are_counted() -> None:
    out = StringIO()
    call_command("lint_instruments", stdout=out)
    assert re.search(r"^baseline_a: \d+ items come from wording packs\.$", out.getvalue(), re.MULTILINE)
    assert "fail " not in out.getvalue()


def test_a_plain_file_has_nothing_to_say_and_a_warning_does_not_stop_it(tmp_path: Path) -> None:
    assert lint(tmp_path, "Har du det godt?") == "nothing to say\n"
    assert lint(tmp_path, "Bør du gå?").startswith("warn short_one/well/da (question): blame “Bør”")


def test_a_question_that_a_shipped_instrument_asks_in_other_words_is_found(tmp_path: Path) -> None:
    assert "short_one/worry/da: other_wording" in lint(tmp_path, "Har du det godt?", item="worry")


def test_what_fails_is_printed_and_stops_the_command(tmp_path: Path) -> None:
    out = StringIO()
    path = tmp_path / "short_one.yaml"
    path.write_text(INSTRUMENT.replace("WORDS", "Har du lumbago?").replace("ITEM", "well"), encoding="utf-8")
    with pytest.raises(CommandError, match="not plain enough"):
        call_command("lint_instruments", path, stdout=out)
    assert out.getvalue().startswith("fail short_one/well/da (question): term “lumbago”")


def test_a_file_that_is_gone_or_no_instrument_says_so(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"gone\.yaml: cannot be read"):
        call_command("lint_instruments", tmp_path / "gone.yaml")
    (tmp_path / "bad.yaml").write_text("slug: bad\n", encoding="utf-8")
    with pytest.raises(CommandError, match="kind is missing"):
        call_command("lint_instruments", tmp_path / "bad.yaml")
