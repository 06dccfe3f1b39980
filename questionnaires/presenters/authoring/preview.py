"""An instrument as its readers will meet it, on a phone and on paper, with every question there at once.

A question that only some people see says so. The phone form is made by the templates of the answer pages; nothing of
it can be sent. Which licensed words a pack would bring is not shown: its positions say that they wait for it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.template.loader import get_template
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import override

from questionnaires.definition.schema import Condition, Definition, EnableWhen, Item, Language
from questionnaires.presenters.answering import questions
from questionnaires.presenters.answering.questions import Question

LANGUAGES: tuple[Language, ...] = ("da", "en")
_QUESTION = "questionnaires/parts/question.html"


@dataclass(frozen=True)
class PreviewItem:
    """One question; `condition` says who sees it, empty for everybody; `pack` the licensed pack it waits for."""

    question: Question
    html: SafeString
    condition: str
    pack: str


@dataclass(frozen=True)
class PreviewPage:
    intro: str
    items: list[PreviewItem]


@dataclass(frozen=True)
class PreviewSection:
    title: str
    pages: list[PreviewPage]


@dataclass(frozen=True)
class Preview:
    """The whole instrument in one language."""

    language: Language
    title: str
    intro: str
    sections: list[PreviewSection]


def preview(definition: Definition, language: Language) -> Preview:
    """What people read in that language, in its order."""
    items = {item.id: item for item in definition.items}
    with override(language):
        return Preview(
            language,
            definition.title.within(language),
            definition.intro.within(language),
            [
                PreviewSection(
                    section.title.within(language),
                    [
                        PreviewPage(
                            page.intro.within(language) if page.intro else "",
                            [_item(item, items, language) for item in page.items],
                        )
                        for page in section.pages
                    ],
                )
                for section in definition.sections
            ],
        )


def _item(item: Item, items: Mapping[str, Item], language: Language) -> PreviewItem:
    question = questions.question(item, None, language, yes_no=(_("Yes"), _("No")))
    named = replace(question, id=f"{language}-{question.id}")  # both languages stand on one page
    html: SafeString = get_template(_QUESTION).render({"question": named})  # type: ignore[assignment]
    condition = _condition(item.enable_when, items, language) if item.enable_when else ""
    return PreviewItem(named, html, condition, item.pack or "")


def _condition(rule: EnableWhen, items: Mapping[str, Item], language: Language) -> str:
    """When the question is shown, in a sentence."""
    joint = f" {_('and')} " if rule.all else f" {_('or')} "
    told = joint.join(_comparison(one, items[one.item], language) for one in rule.conditions)
    return _("Only if %(condition)s.") % {"condition": told}


def _comparison(condition: Condition, item: Item, language: Language) -> str:
    asked = f"“{item.label.within(language)}”"
    answer = condition.answer
    if condition.operator == "exists":
        return (_("%(item)s is answered") if answer else _("%(item)s is not answered")) % {"item": asked}
    sentences = {
        "=": _("%(item)s is %(answer)s"),
        "!=": _("%(item)s is not %(answer)s"),
        ">": _("%(item)s is more than %(answer)s"),
        "<": _("%(item)s is less than %(answer)s"),
        ">=": _("%(item)s is %(answer)s or more"),
        "<=": _("%(item)s is %(answer)s or less"),
        "contains": _("%(item)s has %(answer)s among the answers"),
    }
    return sentences[condition.operator] % {"item": asked, "answer": _answer(answer, item, language)}


def _answer(answer: bool | float | str, item: Item, language: Language) -> str:
    if isinstance(answer, bool):
        return _("Yes") if answer else _("No")
    option = item.option(str(answer))
    return f"“{option.label.within(language)}”" if option else str(answer)
