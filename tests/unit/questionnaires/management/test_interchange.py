"""The two commands: what they print, where, and what they refuse."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from questionnaires.actions import load
from questionnaires.definition.load import CONTENT, read, read_folder
from questionnaires.interchange import redcap_out

pytestmark = pytest.mark.django_db
SLUG = "baseline_a"


@pytest.fixture(autouse=True)
def published() -> None:
    load.load((CONTENT / f"{SLUG}.yaml").read_text(encoding="utf-8"), by=load.SYSTEM, name=f"{SLUG}.yaml")


def run(*words: object) -> tuple[str, str]:
    out, err = StringIO(), StringIO()
    call_command(*map(str, words), stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


def test_fhir_goes_to_stdout_and_what_is_lost_to_stderr() -> None:
    out, err = run("export_instrument", SLUG, "--format", "fhir", "--language", "en")
    resource = json.loads(out)
    assert (resource["resourceType"], resource["title"]) == ("Questionnaire", "Your back right now")
    assert "24 items of the pack rmdq are positions only" in err
    assert "No place in this format" in err


@pytest.mark.parametrize("kind", ["fhir", "xlsform"])
def test_what_was_exported_comes_back_as_a_file_of_ours(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "instrument"
    assert run("export_instrument", SLUG, "--format", kind, "--output", path)[0] == ""
    out, err = run("import_instrument", path, "--format", kind)
    assert read(out, "again.yaml") == read_folder()[SLUG]
    assert "field" not in err
    assert "position of the pack rmdq" in err


def test_a_data_dictionary_comes_in_one_language_or_two(tmp_path: Path) -> None:
    danish, english = tmp_path / "da.csv", tmp_path / "en.csv"
    run("export_instrument", SLUG, "--format", "redcap", "--output", danish)
    run("export_instrument", SLUG, "--format", "redcap", "--language", "en", "--output", english)
    assert english.read_text(encoding="utf-8") == redcap_out.write(read_folder()[SLUG], "en")
    assert "texts have no English" in run("import_instrument", danish, "--format", "redcap")[1]
    out, err = run("import_instrument", danish, "--format", "redcap", "--other", english)
    assert read(out, "again.yaml") == read_folder()[SLUG]
    assert "texts have no English" not in err


def test_the_version_is_the_newest_or_the_one_that_is_named() -> None:
    text = (CONTENT / f"{SLUG}.yaml").read_text(encoding="utf-8")
    new = text.replace(f"slug: {SLUG}\n", f"slug: {SLUG}\nnumber: 9\n").replace(
        "Your back right now", "Your back today"
    )
    load.load(new, by=load.SYSTEM, name=f"{SLUG}.yaml")
    assert json.loads(run("export_instrument", SLUG, "--format", "fhir")[0])["version"] == "9"
    old = json.loads(run("export_instrument", SLUG, "--format", "fhir", "--number", "1")[0])
    assert old["version"] == "1"


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        (("export_instrument", "unknown", "--format", "fhir"), "unknown is not published"),
        (("export_instrument", SLUG, "--format", "fhir", "--number", "44"), "baseline_a 44 is not published"),
        (("export_instrument", SLUG, "--format", "xlsform"), "name a file with --output"),
        (("export_instrument", SLUG, "--format", "fhir", "--output", "/nowhere/at/all"), "cannot be written"),
        (("import_instrument", "/nowhere/at/all", "--format", "fhir"), "cannot be read"),
    ],
)
def test_what_is_refused(words: tuple[str, ...], fault: str) -> None:
    with pytest.raises(CommandError, match=fault):
        run(*words)


def test_a_file_nothing_can_be_made_of(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_text("{}", encoding="utf-8")
    with pytest.raises(CommandError, match="Nothing could be made"):
        run("import_instrument", path, "--format", "fhir")
    path.write_bytes(b"\xe6\xf8\xe5")
    with pytest.raises(CommandError, match="UTF-8"):
        run("import_instrument", path, "--format", "redcap")
