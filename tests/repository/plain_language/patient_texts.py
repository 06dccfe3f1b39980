"""Everything a patient reads that is no instrument: pages, letters, text messages, printed sheets, consent."""

import functools
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from babel.messages.pofile import read_po

from questionnaires.definition.schema import Language
from tests.repository.scan.messages import Message, messages_in
from tests.repository.scan.sources import ROOT, files_ending, read

CATALOGUE = ROOT / "locale" / "da" / "LC_MESSAGES" / "django.po"
BASE = "base_patient.html"
PRINTED = "pathways/print_patient.html"
MATERIAL = "recruitment/material/"  # posters and leaflets; slides for doctors are not for patients
FOR_DOCTORS = MATERIAL + "slides_doctors.html"

# Code whose sentences reach patients: letters and text messages, faults and notices on their pages.
MODULES = (
    "cohort/exports/actions/stop.py",
    "cohort/exports/person/words.py",
    "cohort/members/actions/contact.py",
    "cohort/members/actions/own_mitid.py",
    "pathways/sheets/words.py",
    "pathways/views/correct_own_contact.py",
    "pathways/views/decide_own_choice.py",
    "questionnaires/actions/answers.py",
    "cohort/members/actions/links.py",
    "cohort/members/actions/own_codes.py",
    "cohort/members/correspondence.py",
    "cohort/members/mail.py",
    "cohort/members/own_forms.py",
    "pathways/presenters/own_looks.py",
    "pathways/presenters/own_page.py",
    "questionnaires/presenters/answering/changes.py",
    "questionnaires/presenters/answering/fault_sentences.py",
    "questionnaires/presenters/mail.py",
    "questionnaires/presenters/answering/answer_pages.py",
    "questionnaires/views/answering/submit_answers.py",
    "recruitment/presenters/mail.py",
)

# Words for the doctor's sheet only, in code that writes both sheets.
FOR_THE_DOCTOR = {("pathways/sheets/words.py", "Diagnosis")}

_PARENT = re.compile(r"{%-?\s*(?:extends|include)\s+[\"']([^\"']+)[\"']")
_STOP = re.compile(r"[.!?:]\s*(?:<[^<>]*>\s*)*$")


class Sentences(NamedTuple):
    """What one file says in one language, in its order."""

    source: str
    language: Language
    texts: tuple[str, ...]

    @property
    def running(self) -> str:
        """What forms whole sentences."""
        return " ".join(text for text in self.texts if _STOP.search(text))

    @property
    def labels(self) -> tuple[str, ...]:
        """Labels, headings and buttons."""
        return tuple(text for text in self.texts if not _STOP.search(text))


def templates() -> list[Path]:
    """The templates of patients' pages and printed sheet, and what those include."""
    known = {str(path.relative_to("templates")): path for path in files_ending(".html", ".txt") if _is_template(path)}
    named = {name: set(_PARENT.findall(read(path))) for name, path in known.items()}
    shown = {name for name, parents in named.items() if BASE in parents} | {BASE, PRINTED}
    shown |= {name for name in known if name.startswith(MATERIAL) and name != FOR_DOCTORS}
    while more := {child for name in shown for child in named.get(name, ()) if child in known} - shown:
        shown |= more
    return [known[name] for name in sorted(shown) if name in known]


def pages() -> Iterator[Sentences]:
    """The sentences of templates and code that patients read, in both languages."""
    for path in [*templates(), *map(Path, MODULES)]:
        found = [
            message
            for _, message in messages_in(read(path), template=_is_template(path))
            if (str(path), message.singular) not in FOR_THE_DOCTOR
        ]
        yield Sentences(str(path), "en", tuple(form for one in found for form in one[1:] if form))
        yield Sentences(str(path), "da", tuple(form for one in found for form in danish().get(one, ())))


@functools.cache
def danish() -> Mapping[Message, tuple[str, ...]]:
    """The Danish forms of every message."""
    with CATALOGUE.open("rb") as file:
        catalogue = read_po(file, locale="da", abort_invalid=True)
    return {
        Message(entry.context or "", *_forms(entry.id)): tuple(form for form in _forms(entry.string) if form)
        for entry in catalogue
        if entry.id
    }


def everything() -> Iterator[tuple[str, Language, str]]:
    """Place, language and words of every sentence of the program, whoever reads it."""
    for message, forms in danish().items():
        yield from (("locale", "en", form) for form in message[1:] if form)
        yield from (("locale", "da", form) for form in forms)


def _forms(text: str | list[str] | tuple[str, ...] | None) -> list[str]:
    return [text or ""] if isinstance(text, str | None) else list(text)


def _is_template(path: Path) -> bool:
    return path.parts[0] == "templates"
