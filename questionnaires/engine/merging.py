"""How answers come together: one patch after the other, and the clean document at the end."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from questionnaires.definition.schema import Definition, Item
from questionnaires.engine.answers import SKIPPED, Answers, Value, is_answered, missing
from questionnaires.engine.branching import NO_PACKS, enabled, visible

Patch = Mapping[str, Value | None]


@dataclass(frozen=True)
class Submission:
    """What is stored when a person hands in: the clean answers, and which shown items have none."""

    answers: dict[str, Value]
    unanswered: tuple[str, ...]


def merge(answers: Answers, patch: Patch) -> dict[str, Value]:
    """The answers with the patch laid over them; None takes an answer away. Neither input changes."""
    merged = {**answers, **patch}
    return {item_id: value for item_id, value in merged.items() if value is not None}


def page_patch(items: Iterable[Item], patch: Patch) -> dict[str, Value | None]:
    """The patch of a whole page sent as a form, where browsers leave out what is not ticked.

    A tick box that is absent means no; a list without any tick means that its answer is taken away.
    """
    silent: dict[str, Value | None] = {}
    for item in items:
        if item.tick:
            silent[item.id] = False
        elif item.type == "multi":
            silent[item.id] = None
    return {**silent, **patch}


def submit(
    definition: Definition, answers: Answers, packs: frozenset[str] = NO_PACKS, *, shown: Definition | None = None
) -> Submission:
    """The document to freeze: answers of hidden items dropped, shown but unanswered items marked skipped.

    `shown` is the definition in the words that are shown now, where packs have some. Answers to items whose wording
    pack is no longer available, or has another form, stay: they were given when it was.
    """
    on = enabled(definition, answers)
    kept = {item_id: answers[item_id] for item_id in on if item_id in answers}
    seen = visible(shown or definition, answers, packs)
    unanswered = tuple(item_id for item_id in seen if not is_answered(kept, item_id))
    return Submission({**kept, **{item_id: missing(SKIPPED) for item_id in unanswered}}, unanswered)
