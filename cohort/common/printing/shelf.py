"""PDFs about nobody, printed once and kept as files: in FILES_DIR, in a folder that may be emptied at any time."""

import hashlib
import os
import tempfile
from pathlib import Path

from django.conf import settings

from cohort.common.printing import pdf


def printed_once(html: str, *, folder: str, name: str, style: str, variant: str) -> bytes:
    """The PDF of this HTML, as many pages as it needs, from the shelf where it was printed before.

    `name` is for people who look into the folder. What counts is a mark of everything that is on it and how it looks:
    a new contact, template or style sheet makes a new file. Raises PrintFailed.
    """
    mark = hashlib.sha256((html + pdf.style_text(style)).encode()).hexdigest()[:16]
    file = _folder(folder) / f"{name}-{mark}.pdf"
    if file.is_file():
        return file.read_bytes()
    made = pdf.pdf(html, style=style, tight="", variant=variant)
    _keep(file, made)
    return made


def _folder(name: str) -> Path:
    folder = Path(settings.FILES_DIR) / name
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def _keep(file: Path, made: bytes) -> None:
    """Whole or not at all, whoever else prints the same at this moment."""
    handle, name = tempfile.mkstemp(dir=file.parent)
    with os.fdopen(handle, "wb") as opened:
        opened.write(made)
    Path(name).replace(file)
