"""The sheet as PDF. A blank one is about nobody and never changes: it is printed once and kept as a file.

It is printed when it is first asked for, by the press, which is a process of its own with little time and memory.
"""

import re

from cohort.common import clock
from cohort.common.printing import pdf, shelf
from questionnaires.definition.schema import Definition
from questionnaires.models import Version
from questionnaires.models.wording import shown_definition
from questionnaires.presenters.paper import sheet

STYLE = "css/paper.css"
VARIANT = "pdf/ua-1"
FOLDER = "paper"


def blank(version: Version, language: str) -> bytes:
    """The blank sheet of a published version. Raises PrintFailed."""
    html = sheet.html(sheet.paper(_worded(version), language))
    return shelf.printed_once(
        html, folder=FOLDER, name=_named(version.definition, language), style=STYLE, variant=VARIANT
    )


def of_participant(version: Version, language: str, study_number: str) -> bytes:
    """The sheet with the study number on it, kept nowhere. Raises PrintFailed."""
    return printed(sheet.html(sheet.paper(_worded(version), language, study_number=study_number)))


def _worded(version: Version) -> Definition:
    """In the words of the packs that may be printed today."""
    return shown_definition(version, clock.today(), "paper")


def printed(html: str) -> bytes:
    """As many pages as it needs, with tags for screen readers. Raises PrintFailed."""
    return pdf.pdf(html, style=STYLE, tight="", variant=VARIANT)


def file_name(definition: Definition, language: str) -> str:
    return f"rygvej-{_named(definition, language)}.pdf"


def _named(definition: Definition, language: str) -> str:
    return re.sub(r"[^a-z0-9-]", "-", f"{definition.slug}-{definition.number}-{language}".lower())
