"""The table of columns in docs/privacy.md is the one in the code, so that nobody is told less than is kept."""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from django.db.models import Model

from cohort.common.privacy import ColumnClass
from tests.repository.database.test_columns import our_models
from tests.repository.scan.sources import assert_none, read

PAGE = Path("docs/privacy.md")
SHOWN: tuple[ColumnClass, ...] = ("identifying", "free_text", "pseudonymous", "access", "staff")
_ROW = re.compile(r"^\| `[a-z_]+` \|.*\|$", re.MULTILINE)


def row(table: str, classes: Mapping[str, ColumnClass]) -> str | None:
    """The line of one table, None for a table that tells nothing about a person."""
    cells = [" ".join(name for name, kind in classes.items() if kind == shown) for shown in SHOWN]
    return f"| `{table}` | {' | '.join(cell or '–' for cell in cells)} |" if any(cells) else None


def rows(models: Iterable[type[Model]]) -> set[str]:
    lines = (row(model._meta.db_table, getattr(model, "columns", {})) for model in models)
    return {line for line in lines if line}


def test_the_page_names_every_column_that_tells_something() -> None:
    written, kept = _ROW.findall(read(PAGE)), rows(our_models())
    assert len(written) == len(set(written))
    assert_none(f"{PAGE} lacks: {line}" for line in sorted(kept - set(written)))
    assert_none(f"{PAGE} has, and the code has not: {line}" for line in sorted(set(written) - kept))


def test_a_row_shows_what_tells_something_and_no_more() -> None:
    assert row("a", {"id": "technical"}) is None
    assert row("b", {"id": "technical", "name": "identifying", "x": "pseudonymous", "y": "pseudonymous"}) == (
        "| `b` | name | – | x y | – | – |"
    )
