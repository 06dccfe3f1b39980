"""What README and docs say about files, tables, settings and targets is so."""

import re
from collections.abc import Iterator
from pathlib import Path

from tests.repository.database.test_columns import our_models
from tests.repository.scan.sources import ROOT, assert_none, files, files_ending, read

README = Path("README.md")
_LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")
_SETTING = re.compile(r'\benv\.\w+\(\s*"([A-Z_]+)"')
_IN_TABLE = re.compile(r"^\|([^|]*)\|", re.MULTILINE)


def broken_links(page: Path, text: str) -> Iterator[str]:
    """Links of the page to files of the project that are not there."""
    for target in _LINK.findall(text):
        if "://" not in target and not (ROOT / page.parent / target).exists():
            yield f"{page}: {target}"


def first_cells(text: str) -> set[str]:
    """The words set as code in the first cells of a page's tables."""
    return {word for cell in _IN_TABLE.findall(text) for word in re.findall(r"`([^`]+)`", cell)}


def test_links_lead_somewhere() -> None:
    assert_none(fault for page in files_ending(".md") for fault in broken_links(page, read(page)))


def test_the_data_model_names_every_table_and_no_other() -> None:
    assert first_cells(read(Path("docs/data-model.md"))) == {model._meta.db_table for model in our_models()}


def test_the_readme_names_every_setting_and_no_other() -> None:
    named = {word for word in first_cells(read(README)) if word.isupper()}
    assert named == set(_SETTING.findall(read(Path("cohort/config/settings.py"))))


def test_the_readme_names_targets_that_exist() -> None:
    targets = set(re.findall(r"(?:^|`)make ([a-z]+)", read(README), re.MULTILINE))
    assert {"demo", "test", "check"} <= targets
    assert targets <= set(re.findall(r"^([a-z]+):", read(Path("Makefile")), re.MULTILINE))


def test_every_decision_is_in_the_list() -> None:
    listed = _LINK.findall(read(Path("docs/decisions/README.md")))
    assert sorted(listed) == [path.name for path in files() if re.match(r"docs/decisions/\d{4}-", path.as_posix())]


def test_a_broken_link_and_the_cells_of_a_table_are_found() -> None:
    page = "[a](Makefile) [b](gone.md#part) [c](https://example.org/x) ![d](docs/gone.png)"
    assert list(broken_links(README, page)) == ["README.md: gone.md", "README.md: docs/gone.png"]
    assert first_cells("| `a_b`, `C` | `no` |\n|---|---|\ntext `no`\n") == {"a_b", "C"}
