"""What the study office types in: a person's questionnaires, and one of them as a long form in the paper's order."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.http import QueryDict
from django.utils.formats import date_format
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from cohort.common import clock
from cohort.common.clock import COPENHAGEN
from cohort.members.models import Participant
from questionnaires.actions import entering
from questionnaires.definition.schema import Definition, Item
from questionnaires.engine.answers import DONT_KNOW, PREFER_NOT, Value, is_missing, missing
from questionnaires.engine.branching import enabled
from questionnaires.engine.validation import AnswerFault
from questionnaires.models import Assignment, Response
from questionnaires.presenters.answering import fault_sentences, sent_answers
from questionnaires.presenters.answering.questions import DONT_KNOW_VALUE, PREFER_NOT_VALUE, in_words
from questionnaires.presenters.paper import sheet as paper
from questionnaires.presenters.paper.sheet import PaperQuestion

RADIOS = frozenset({"one", "scale"})


@dataclass(frozen=True)
class Asked:
    """One questionnaire of a person, and whether it can be typed in now."""

    assignment: Assignment
    title: str
    state: str
    may_be_entered: bool


@dataclass(frozen=True)
class Key:
    """A box with the digits that choose it."""

    code: str
    label: str
    digits: str
    is_chosen: bool


@dataclass(frozen=True)
class Field:
    """A question of the sheet with what was typed; `theirs` is what the person answered on the web, in words."""

    question: PaperQuestion
    keys: tuple[Key, ...] = ()
    value: str = ""
    reason: str = ""
    error: str = ""
    theirs: str = ""
    differs: bool = False
    counts: bool = False
    is_off: bool = False

    @property
    def is_radio(self) -> bool:
        return self.question.kind in RADIOS


@dataclass(frozen=True)
class Part:
    title: str
    fields: tuple[Field, ...]


@dataclass(frozen=True)
class Shown:
    """What the form shows: what is stored, or what was sent and is not stored yet."""

    answers: Mapping[str, Value]
    typed: Mapping[str, Value]
    sent: QueryDict | None = None
    faults: list[AnswerFault] = field(default_factory=list)
    differing: Collection[str] = ()


def asked(participant: Participant) -> list[Asked]:
    """The participant's questionnaires that have opened, the newest first."""
    now, language = clock.now(), (get_language() or "da")[:2]
    rows = (
        Assignment.objects.filter(
            participant=participant, respondent=Assignment.Respondent.PARTICIPANT, opens_at__lte=now
        )
        .select_related("version")
        .defer("version__content")
        .order_by("-opens_at", "pk")
    )
    return [
        Asked(
            assignment=one,
            title=one.version.definition.title.within(language),
            state=state(one, now),
            may_be_entered=one.may_be_entered(now, entering.late()),
        )
        for one in rows
    ]


def may_be_entered(assignment: Assignment) -> bool:
    """Whether it takes answers from paper or phone at this moment."""
    return assignment.may_be_entered(clock.now(), entering.late())


def state(assignment: Assignment, now: datetime) -> str:
    """In words, with the day that matters."""
    if assignment.state == Assignment.State.SUBMITTED:
        return _("Answered")
    if assignment.is_open(now):
        return _("Open until and including %(day)s") % {"day": _day(assignment.closes_at)}
    if assignment.may_be_entered(now, entering.late()):
        last = assignment.closes_at + entering.late()
        return _("Closed; what was answered in time is taken until and including %(day)s") % {"day": _day(last)}
    return _("The window closed on %(day)s, and nothing is typed in any more") % {"day": _day(assignment.closes_at)}


def patch_of(post: QueryDict, definition: Definition) -> dict[str, object]:
    """What was typed for the questions of the sheet."""
    on_paper = paper.on_paper(definition)
    return sent_answers.patch_of(post, [item for _number, item in on_paper.values()])


def shown(response: Response | None) -> Shown:
    """What is stored: the office's own as it was typed, the person's own beside it."""
    if response is None:
        return Shown({}, {})
    web = entering.web_answers(response)
    return Shown(response.answers, {key: value for key, value in response.answers.items() if key not in web})


def last_given(response: Response | None) -> dict[str, object]:
    """How the office entered last, to begin the form with; empty where it has not yet."""
    steps = [step for step in (response.trail.values() if response else ()) if step.get("mode") in entering.MODES]
    if not steps:
        return {}
    last = max(steps, key=lambda step: str(step["at"]))
    day = date.fromisoformat(last["on"])
    return {"mode": last["mode"], "language": last["lang"], "answered_on": f"{day:%d-%m-%Y}"}


def parts(definition: Definition, language: str, now_shown: Shown) -> list[Part]:
    """The form in the order and with the numbers of the paper, in the language of the paper."""
    sheet = paper.paper(definition, language)
    on = set(enabled(definition, now_shown.answers))
    with override(language):
        return [
            Part(
                part.title,
                tuple(_field(one, definition, language, now_shown, is_off=one.id not in on) for one in part.questions),
            )
            for part in sheet.parts
        ]


def _field(question: PaperQuestion, definition: Definition, language: str, now: Shown, *, is_off: bool) -> Field:
    item = definition.item(question.id)
    assert item is not None  # noqa: S101 - the sheet was made of this definition
    chosen, value, reason = _typed(question, item, now)
    theirs = now.answers.get(question.id) if question.id not in now.typed else None
    fault = next((one for one in now.faults if one.item_id == question.id), None)
    return Field(
        question=question,
        keys=tuple(
            Key(box.code, box.label, box.label if question.kind == "scale" else str(place), box.code in chosen)
            for place, box in enumerate(question.boxes, start=1)
        ),
        value=value,
        reason=reason,
        error=fault_sentences.sentence(fault) if fault else "",
        theirs="" if theirs is None else _in_words(item, theirs, language),
        differs=question.id in now.differing,
        counts=now.sent is not None and question.id in now.sent.getlist("counts"),
        is_off=is_off and bool(now.answers),
    )


def _typed(question: PaperQuestion, item: Item, now: Shown) -> tuple[set[str], str, str]:
    """Codes that are chosen, what stands in a field, and the reason why there is no answer."""
    if now.sent is not None:
        sent = now.sent.getlist(item.id)
        reason = (
            PREFER_NOT_VALUE
            if f"not-{item.id}" in now.sent
            else DONT_KNOW_VALUE
            if f"unknown-{item.id}" in now.sent
            else next((one for one in sent if one in {PREFER_NOT_VALUE, DONT_KNOW_VALUE}), "")
        )
        return set(sent), sent[-1] if sent else "", reason
    stored = now.typed.get(item.id)
    if stored is None:
        return set(), "", ""
    if is_missing(stored):
        return set(), "", PREFER_NOT_VALUE if stored == missing(PREFER_NOT) else DONT_KNOW_VALUE
    if isinstance(stored, list):
        return set(stored), "", ""
    text = ("true" if stored else "false") if isinstance(stored, bool) else str(stored)
    return {text}, text, ""


def _in_words(item: Item, value: Value, language: str) -> str:
    if value == missing(PREFER_NOT):
        return _("Would rather not say")
    if value == missing(DONT_KNOW):
        return _("Don't know")
    if item.tick:
        return _("Ticked") if value else _("Not ticked")
    return in_words(item, value, language, (_("Yes"), _("No")))


def _day(until: datetime) -> str:
    """The last day before that moment."""
    return date_format((until - timedelta(microseconds=1)).astimezone(COPENHAGEN), "DATE_FORMAT")
