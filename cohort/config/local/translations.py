"""Compile translations without gettext: `python -m cohort.config.local.translations <file.po> …`."""

import sys
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po


def compile_file(source: Path) -> None:
    """Write the .mo beside the .po. Fuzzy entries are guesses and stay out."""
    with source.open("rb") as text:
        catalog = read_po(text, locale=source.parts[-3], abort_invalid=True)
    part = source.with_suffix(".mo.part")
    with part.open("wb") as compiled:
        write_mo(compiled, catalog)
    part.rename(source.with_suffix(".mo"))


if __name__ == "__main__":
    for name in sys.argv[1:]:
        compile_file(Path(name))
