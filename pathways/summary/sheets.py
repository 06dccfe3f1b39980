"""The two sheets: what the doctor takes in within a glance, and what the patient takes home.

The patient's sheet has no scores and no names of diseases; its words for what was agreed are plain ones.
"""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from datetime import date

from pathways.note import text
from pathways.summary.chosen import Chosen, chosen, good_for_back, text_of
from pathways.summary.course import MATTERS, PAIN, course
from pathways.summary.picture import Picture, Scored
from pathways.timeline.course import Words as TimelineWords
from pathways.timeline.layout import Drawing, draw
from questionnaires.engine.answers import substance

PATIENT_ROWS = 2


@dataclass(frozen=True)
class Words:
    """The words of one language that do not stand in an instrument."""

    language: str
    timeline: TimelineWords
    day: Callable[[date], str]
    agreed: Mapping[tuple[str, str], str]  # item and option of the record template → what it means for the patient
    next_on: Callable[[str, str], str]  # day and with whom
    next_if_needed: str
    next_unknown: str
    next_other: str
    score: Callable[[Scored], str]
    pain_now: Callable[[int], str]
    pain_from_to: Callable[[int, int], str]
    course_since: Callable[[str], str]
    course_better: str
    course_up_and_down: str


@dataclass(frozen=True)
class ClinicianSheet:
    study_number: str
    name: str
    practice: str
    printed_on: str
    shares: bool
    has_answered: bool
    matters: Chosen
    worry: Chosen
    good: Chosen
    question: str
    scores: tuple[str, ...]
    ticks: tuple[str, ...]
    ticked_on: str
    next: str
    drawing: Drawing


@dataclass(frozen=True)
class PatientSheet:
    name: str
    practice: str
    phone: str
    printed_on: str
    where: tuple[str, ...]
    matters: tuple[str, ...]
    good: tuple[str, ...]
    agreed: tuple[str, ...]
    next: str
    drawing: Drawing


def clinician_sheet(picture: Picture, words: Words) -> ClinicianSheet:
    record = picture.records[-1] if picture.records else None
    return ClinicianSheet(
        study_number=picture.study_number,
        name=picture.name,
        practice=picture.practice,
        printed_on=words.day(picture.today),
        shares=picture.shares,
        has_answered=bool(picture.answered),
        matters=chosen(picture, MATTERS, words.language),
        worry=chosen(picture, "worry", words.language),
        good=good_for_back(picture, words.language),
        question=text_of(picture, "gp_question"),
        scores=(*_pain(picture, words), *filter(None, map(words.score, picture.scores))),
        ticks=tuple(text.lines(record.definition, record.answers, words.language)) if record else (),
        ticked_on=words.day(record.day) if record else "",
        next=_next(picture, words),
        drawing=draw(course(picture, words.language, words.timeline), words.timeline),
    )


def patient_sheet(picture: Picture, words: Words) -> PatientSheet:
    return PatientSheet(
        name=picture.name,
        practice=picture.practice,
        phone=picture.phone,
        printed_on=words.day(picture.today),
        where=tuple(_where(picture, words)),
        matters=chosen(picture, MATTERS, words.language).first,
        good=good_for_back(picture, words.language).first,
        agreed=_agreed(picture, words),
        next=_next(picture, words),
        drawing=draw(
            course(picture, words.language, words.timeline).without("diagnosis").without("matters"),
            words.timeline,
            values=False,
            most_rows=PATIENT_ROWS,
        ),
    )


def digest(sheet: ClinicianSheet | PatientSheet) -> str:
    """SHA-256 over everything the sheet shows: the same content is printed once."""
    return hashlib.sha256(json.dumps(asdict(sheet), sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _pain(picture: Picture, words: Words) -> list[str]:
    values = [value for _, value in picture.values(PAIN) if isinstance(value, int)]
    if not values:
        return []
    return [words.pain_now(values[-1]) if len(values) == 1 else words.pain_from_to(values[0], values[-1])]


def _where(picture: Picture, words: Words) -> list[str]:
    """Where the patient is, without numbers: since when, and how it has gone, said only where it went well."""
    values = [value for _, value in picture.values(PAIN) if isinstance(value, int)]
    said = [words.course_since(words.day(picture.enrolled_on))]
    if len(values) > 1:
        said.append(words.course_better if values[0] - values[-1] >= 2 else words.course_up_and_down)
    return said


def _agreed(picture: Picture, words: Words) -> tuple[str, ...]:
    said = []
    for (item_id, code), plain in words.agreed.items():
        found = picture.ticked(item_id)
        if found and (code == found[1] or (isinstance(found[1], list) and code in found[1])):
            said.append(plain)
    return tuple(dict.fromkeys(said))


def _next(picture: Picture, words: Words) -> str:
    """When and with whom, as it was ticked last; an agreed day is said until it is over."""
    record = next((form for form in reversed(picture.records) if substance(form.answers, "g_next")), None)
    if record is None:
        return words.next_unknown
    how, on, who = (substance(record.answers, item) for item in ("g_next", "g_next_date", "g_next_who"))
    if how == "if_needed":
        return words.next_if_needed
    if how == "date" and on is not None and date.fromisoformat(str(on)) >= picture.today:
        item = record.definition.item("g_next_who")
        option = item.option(str(who)) if item and who else None
        return words.next_on(
            words.day(date.fromisoformat(str(on))), option.label.within(words.language) if option else ""
        )
    return words.next_other if how == "other" else words.next_unknown
