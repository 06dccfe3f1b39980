"""A diary's page: the days that can be written, the questions of one of them, and the curve of all."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from questionnaires.definition.schema import Definition, Item
from questionnaires.drawing.diary import Day, Drawing, draw
from questionnaires.engine import branching
from questionnaires.engine.answers import Value
from questionnaires.engine.display import display_of, switches
from questionnaires.models import Assignment, Diary, Version
from questionnaires.planning.dates import copenhagen_day
from questionnaires.planning.diary import Rhythm, rhythm
from questionnaires.presenters.answering import questions
from questionnaires.presenters.answering.answer_pages import face_words
from questionnaires.presenters.answering.questions import Question

DRAWN = 28  # days or weeks at most; the table below the curve has the same
Answers = Mapping[str, Value]


@dataclass(frozen=True)
class OneDay:
    """A day to choose."""

    day: date
    name: str
    is_chosen: bool


@dataclass(frozen=True)
class Row:
    """One written day of the curve in words."""

    day: str
    value: str
    marks: str


@dataclass(frozen=True)
class Chart:
    drawing: Drawing
    rows: list[Row]
    value_name: str
    has_lanes: bool


@dataclass(frozen=True)
class DiaryPage:
    title: str
    intro: str
    days: list[OneDay]
    day: date
    questions: list[Question]
    rules: str  # JSON: item → when it is shown
    stable: list[str]  # items that go along with every day
    since: date  # the first day that can be written at all
    open_for: int  # how many days can be written at once
    chart: Chart | None
    is_weekly: bool
    asks_again: bool


def page(
    diary: Diary, now: datetime, language: str, *, day: date | None = None, errors: Mapping[str, str] | None = None
) -> DiaryPage:
    """The page for that day, or for today. Without a day that can be written: today."""
    keeps = rhythm(diary.instrument.slug)
    open_days = keeps.open_days(copenhagen_day(now), copenhagen_day(diary.begun_at))
    chosen = day if day in open_days else open_days[0]
    written = answers_of(diary, open_days)
    definition = definition_of(diary)
    return replace(
        shell(diary, now, language),
        days=[OneDay(one, day_name(keeps, one, open_days[0]), one == chosen) for one in open_days],
        day=chosen,
        questions=_questions(
            definition, {**stable(definition, written), **written.get(chosen, {})}, language, errors or {}
        ),
        chart=chart(diary, now, language),
        asks_again=copenhagen_day(now) >= diary.ask_again_on,
    )


def shell(diary: Diary, now: datetime, language: str) -> DiaryPage:
    """The page as a phone may keep it: every question, and nothing that anybody has answered."""
    definition = definition_of(diary)
    keeps = rhythm(diary.instrument.slug)
    today = keeps.period(copenhagen_day(now))
    rules = {
        item.id: item.enable_when.model_dump(exclude_defaults=True) for item in definition.items if item.enable_when
    }
    return DiaryPage(
        title=definition.title.within(language),
        intro=definition.intro.within(language),
        days=[OneDay(today, day_name(keeps, today, today), True)],
        day=today,
        questions=_questions(definition, {}, language, {}),
        rules=json.dumps(rules),
        stable=[item.id for item in definition.items if item.stable],
        since=keeps.period(copenhagen_day(diary.begun_at)),
        open_for=keeps.open_for // keeps.length,
        chart=None,
        is_weekly=keeps.length > 1,
        asks_again=False,
    )


def definition_of(diary: Diary) -> Definition:
    """The newest edition. Raises Version.DoesNotExist."""
    return Version.objects.current(diary.instrument.slug).definition


def answers_of(diary: Diary, days: list[date]) -> dict[date, dict[str, Any]]:
    """What is saved for each of these days."""
    found = Assignment.objects.filter(diary=diary, day__in=days, response__isnull=False)
    return {day: answers for day, answers in found.values_list("day", "response__answers") if day}


def stable(definition: Definition, written: Mapping[date, Answers]) -> dict[str, Value]:
    """What seldom changes, from the last day that has it: proposed on every other day."""
    carried: dict[str, Value] = {}
    for day in sorted(written):
        carried |= {
            item.id: written[day][item.id] for item in definition.items if item.stable and item.id in written[day]
        }
    return carried


def day_name(keeps: Rhythm, day: date, newest: date) -> str:
    """How people call a day that is near."""
    back = (newest - day).days // keeps.length
    if keeps.length > 1:
        return _("This week") if back == 0 else _("Last week")
    return {0: _("Today"), 1: _("Yesterday")}.get(back) or capfirst(date_format(day, "l"))


def chart(diary: Diary, now: datetime, language: str) -> Chart | None:
    """The curve of the last days that were written; None where none was."""
    definition = definition_of(diary)
    keeps = rhythm(diary.instrument.slug)
    last = keeps.period(copenhagen_day(now))
    earliest = last - timedelta(days=keeps.length * (DRAWN - 1))
    found = Assignment.objects.filter(diary=diary, day__gte=earliest, response__isnull=False).order_by("day")
    written = [(day, answers) for day, answers in found.values_list("day", "response__answers") if day]
    scale = next((item for item in definition.items if item.type == "scale"), None)
    if scale is None or not any(_number(answers, scale) is not None for _day, answers in written):
        return None
    lanes = [item for item in definition.items if item.type == "multi"]
    first = max(earliest, min(written[0][0], last - timedelta(days=keeps.length * 6)))
    drawing = draw(
        [
            Day(
                day,
                _number(answers, scale),
                frozenset(n for n, item in enumerate(lanes) if _is_done(item, answers)),
                f"{_date(day)}: {_number(answers, scale):g}" if _number(answers, scale) is not None else "",
            )
            for day, answers in written
        ],
        first=first,
        last=last,
        step=keeps.length,
        span=(float(scale.min or 0), float(scale.max or 0)),
        lanes=[item.label.within(language) for item in lanes],
        label=_date,
    )
    rows = [
        Row(_date(day), _shown(answers, scale), "; ".join(filter(None, (_words(i, answers, language) for i in lanes))))
        for day, answers in reversed(written)
    ]
    return Chart(drawing, rows, scale.label.within(language), bool(lanes))


def _questions(definition: Definition, answers: Answers, language: str, errors: Mapping[str, str]) -> list[Question]:
    """All of them: those that are not shown now wait hidden. Nothing needs a reason for being left out."""
    shown = set(branching.visible(definition, answers))
    beside = switches(definition.items)
    inside = {item.id for item in beside.values()}
    return [
        replace(
            questions.question(
                item,
                answers.get(item.id),
                language,
                is_hidden=item.id not in shown,
                error=errors.get(item.id, ""),
                yes_no=(_("Yes"), _("No")),
                faces=face_words(),
                display=display_of(item, answers),
                switch=beside.get(item.id),
            ),
            may_prefer_not=False,
        )
        for item in definition.items
        if not item.is_waiting and item.id not in inside
    ]


def _number(answers: Answers, item: Item) -> float | None:
    value = answers.get(item.id)
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def _shown(answers: Answers, item: Item) -> str:
    value = _number(answers, item)
    return "–" if value is None else f"{value:g}"


def _is_done(item: Item, answers: Answers) -> bool:
    value = answers.get(item.id)
    nothing = {option.code for option in item.options if option.exclusive}
    return isinstance(value, list) and bool(set(value) - nothing)


def _words(item: Item, answers: Answers, language: str) -> str:
    return questions.in_words(item, answers.get(item.id), language, ("", "")) if _is_done(item, answers) else ""


def _date(day: date) -> str:
    return date_format(day, "j. b" if (get_language() or "da").startswith("da") else "j M")
