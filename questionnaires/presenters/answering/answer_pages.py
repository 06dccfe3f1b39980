"""The answer page as HTML, rendered by the templates once per process and filled in for each visit.

A page of a published version never changes. Its frame is kept for everything it shows, and each question for every
way it has been shown: unanswered, or with this choice. What only one person has is a hole that is filled in:
addresses, the form's token, what somebody typed. Nothing personal is kept.

A page that comes with faults or messages is rare, and is rendered as it is.
"""

import secrets
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from django.conf import settings
from django.contrib.messages import get_messages
from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.template.loader import get_template, render_to_string
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.utils.translation import override

from questionnaires.definition.packs import ShownPage
from questionnaires.definition.schema import Item, Page
from questionnaires.engine.answers import Answers, Value
from questionnaires.engine.display import LINE, display_of, switches
from questionnaires.engine.paging import PageView
from questionnaires.presenters.answering import questions
from questionnaires.presenters.answering.pieces import Pieces, cut
from questionnaires.presenters.answering.questions import Question
from questionnaires.presenters.answering.visits import Visit
from questionnaires.presenters.answering.way import Way
from questionnaires.templatetags.patient_page import text_size

PAGE = "questionnaires/answer_page.html"
QUESTION = "questionnaires/parts/question.html"
MOST_KEPT = 2_000  # ways of showing the questions of one page: far more than are common, and about 3 MB
# Kept by what is chosen. A scale from 0 to 100 has 101 values in three ways: few enough, and each is drawn differently.
CLOSED = frozenset({"rows", "ticks", "tick", "scale", "display"})

# They stand for what is filled in. Random, so that no questionnaire holds one; the first has the shape of a token.
TOKEN, FORM, PATH, ASKED, TYPED = secrets.token_urlsafe(32), *(secrets.token_hex(16) for _mark in range(4))
FRAME_MARKS = {TOKEN: "token", FORM: "form", f"/{PATH}": "path", ASKED: "questions"}
TYPED_MARKS = {TYPED: "typed"}


@dataclass(frozen=True)
class Shown:
    """One page for one visit: where it stands, what was answered, and what was wrong with what was sent."""

    visit: Visit
    view: PageView
    way: Way
    answers: Mapping[str, Value]
    errors: Mapping[str, str]
    language: str
    earlier: Mapping[str, Value] = field(default_factory=dict)
    """Answers of an earlier questionnaire, proposed where there is none yet."""

    @property
    def key(self) -> str:
        """What stays the same as long as the words do: the version, and the packs whose words are shown."""
        return f"{self.visit.assignment.version.checksum} {self.visit.wording.fingerprint}"

    @property
    def notices(self) -> tuple[str, ...]:
        """What the holders of the words want said beside them."""
        page = self.view.page
        return tuple(one.within(self.language) for one in page.notices) if isinstance(page, ShownPage) else ()

    @property
    def title(self) -> str:
        return self.view.section.title.within(self.language)

    @property
    def intro(self) -> str:
        return self.view.page.intro.within(self.language) if self.view.page.intro else ""


def page(request: HttpRequest, shown: Shown) -> str:
    """The page: filled in, or rendered as it is where it comes with faults or messages."""
    if shown.errors or len(get_messages(request)):
        return rendered(request, shown)
    view = shown.view
    kept = _questions(shown.key, view.page.id, shown.language)
    way = shown.way
    frame = _frame(
        shown.language,
        shown.title,
        shown.intro,
        shown.notices,
        text_size(request),
        view.previous,
        way.part,
        way.parts,
        way.minutes_left,
    )
    return frame.filled(
        {
            "token": escape(shown.visit.token),
            "form": escape(get_token(request)),
            "path": escape(request.get_full_path()),
            "questions": kept.html(view.page, shown.answers, {item.id for item in view.items}, shown.earlier),
        }
    )


def rendered(request: HttpRequest, shown: Shown) -> str:
    """The page from its templates, every part of it now."""
    visible = {item.id for item in shown.view.items}
    asked = [
        _question(
            item,
            *_value(item, shown.answers, shown.earlier),
            shown.language,
            item.id not in visible,
            shown.errors.get(item.id, ""),
            display=display_of(item, shown.answers),
            switch=switch,
        )
        for item, switch in _drawn(shown.view.page)
    ]
    context = {
        "visit": shown.visit,
        "view": shown.view,
        "way": shown.way,
        "title": shown.title,
        "intro": shown.intro,
        "notices": shown.notices,
        "questions": [_html(question) for question in asked],
        "wrong": [question for question in asked if question.error],
    }
    return render_to_string(PAGE, context, request)


@lru_cache(maxsize=1_000)
def _frame(
    language: str,
    title: str,
    intro: str,
    notices: tuple[str, ...],
    size: str,
    previous: str | None,
    part: int,
    parts: int,
    minutes_left: int,
) -> Pieces:
    """Everything around the questions, for whoever comes: the request it is rendered for is nobody's."""
    nobodys = HttpRequest()
    nobodys.method, nobodys.path = "GET", f"/{PATH}"
    nobodys.COOKIES = {settings.TEXT_SIZE_COOKIE_NAME: size}
    context = {
        "visit": {"token": TOKEN},
        "view": {"previous": previous},
        "way": Way(part, parts, minutes_left),
        "title": title,
        "intro": intro,
        "notices": notices,
        "questions": [ASKED],
        "wrong": [],
        "csrf_token": FORM,
    }
    with override(language):  # what is kept under a language is in it, whichever is spoken now
        return cut(render_to_string(PAGE, context, nobodys), FRAME_MARKS)


class _Questions:
    """The questions of one page in one language, in every way they have been shown."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.drawn: list[tuple[Item, Item | None]] | None = None
        self.kinds: dict[str, str] = {}
        self.kept: dict[tuple[object, ...], Pieces] = {}

    def html(
        self,
        page: Page,
        answers: Answers,
        visible: Collection[str],
        earlier: Answers,
    ) -> str:
        parts: list[str] = []
        if self.drawn is None:
            self.drawn = _drawn(page)
        for item, switch in self.drawn:
            value, is_earlier = _value(item, answers, earlier)
            typed = self._typed(item, value)
            display = display_of(item, {**earlier, **answers}) if item.display else LINE
            way = (item.id, item.id in visible, display, is_earlier, bool(typed), None if typed else _distinct(value))
            pieces = self.kept.get(way)
            if pieces is None:
                with override(self.language):
                    question = _question(
                        item,
                        TYPED if typed else value,
                        is_earlier,
                        self.language,
                        item.id not in visible,
                        display=display,
                        switch=switch,
                    )
                    pieces = self._keep(way, cut(_html(question), TYPED_MARKS))
            parts.append(pieces.filled({"typed": typed}))
        return "".join(parts)

    def _typed(self, item: Item, value: Value | None) -> str:
        """What a person typed here, escaped; empty for a choice, for nothing and for a reason why not."""
        kind = self.kinds.get(item.id)
        if kind is None:
            kind = self.kinds[item.id] = questions.question(item, None, self.language).kind
        return "" if kind in CLOSED or not isinstance(value, str | int | float) else escape(_text(value))

    def _keep(self, way: tuple[object, ...], pieces: Pieces) -> Pieces:
        if len(self.kept) >= MOST_KEPT:
            self.kept.clear()
        self.kept[way] = pieces
        return pieces


@lru_cache(maxsize=1_000)
def _questions(key: str, page: str, language: str) -> _Questions:
    return _Questions(language)


def _value(item: Item, answers: Answers, earlier: Answers) -> tuple[Value | None, bool]:
    """What the question shows, and whether that is an earlier answer, to be confirmed."""
    value = answers.get(item.id)
    return (earlier[item.id], True) if value is None and item.id in earlier else (value, False)


def _drawn(page: Page) -> list[tuple[Item, Item | None]]:
    """The questions of a page in their order, each with the switch that is drawn beside it and not by itself."""
    beside = switches(page.items)
    inside = {item.id for item in beside.values()}
    return [(item, beside.get(item.id)) for item in page.items if not item.is_waiting and item.id not in inside]


def _question(
    item: Item,
    value: Value | None,
    is_earlier: bool,
    language: str,
    is_hidden: bool,
    error: str = "",
    *,
    display: str,
    switch: Item | None,
) -> Question:
    yes_no = (_("Yes"), _("No"))
    return questions.question(
        item,
        value,
        language,
        is_earlier=is_earlier,
        is_hidden=is_hidden,
        error=error,
        yes_no=yes_no,
        faces=face_words(),
        display=display,
        switch=switch,
    )


def face_words() -> tuple[str, ...]:
    """What the six faces say, from no pain to the worst."""
    return _("Not at all"), _("A little"), _("Some"), _("Quite a lot"), _("Very much"), _("The worst")


def _html(question: Question) -> str:
    """Marked as safe by the template that makes it."""
    return get_template(QUESTION).render({"question": question})


def _text(value: str | int | float) -> str:
    return "" if isinstance(value, bool) else str(value)


def _distinct(value: Value | None) -> object:
    """The value as something to look up; true is not 1."""
    if isinstance(value, Mapping):
        return Mapping, *value.items()
    return (list, *value) if isinstance(value, list) else (type(value), value)
