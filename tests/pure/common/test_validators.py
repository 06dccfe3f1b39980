"""Names as people write them, and what only looks like one."""

import pytest
from django.core.exceptions import ValidationError

from cohort.common.validators import one_line


@pytest.mark.parametrize("name", ["Åse Ødegård-Ærtebjerg", "O'Brien", "Jürgen d. Ä.", "李小龙", "Anna-Lise 2."])
def test_names_are_names(name: str) -> None:
    one_line(name)


@pytest.mark.parametrize(
    "name", ["Evil\nBcc: a@b.example", "a\r", "\x1b[31m", "\u202egnp.exe", "\u200b", "- -", "\x00"]
)
def test_what_does_not_show_is_refused(name: str) -> None:
    with pytest.raises(ValidationError, match=r"one line|linje"):
        one_line(name)
