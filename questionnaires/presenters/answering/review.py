"""The answers once more, line by line, before they are handed in."""

from collections.abc import Mapping
from dataclasses import dataclass

from questionnaires.engine.answers import DONT_KNOW, Value, is_answered, missing
from questionnaires.engine.display import switches
from questionnaires.engine.paging import PageView
from questionnaires.presenters.answering.questions import in_words


@dataclass(frozen=True)
class Line:
    """A question, what was answered, and the page where it can be changed.

    Answered without words: the person does not know, or would rather not say.
    """

    item_id: str
    page: str
    question: str
    answer: str
    is_answered: bool
    does_not_know: bool


def lines(views: list[PageView], answers: Mapping[str, Value], language: str, yes_no: tuple[str, str]) -> list[Line]:
    """One line for each question that is shown, in their order; a switch beside a scale is none."""
    beside = {item.id for view in views for item in switches(view.page.items).values()}
    return [
        Line(
            item_id=item.id,
            page=view.key,
            question=(item.text or item.label).within(language),
            answer=in_words(item, answers.get(item.id), language, yes_no),
            is_answered=is_answered(answers, item.id),
            does_not_know=answers.get(item.id) == missing(DONT_KNOW),
        )
        for view in views
        for item in view.items
        if item.id not in beside
    ]
