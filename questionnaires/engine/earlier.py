"""What a person said before about what seldom changes: shown as a proposal, and theirs only once it is confirmed.

Visibility follows what is stored. A proposal enables nothing until it is confirmed; then it is an answer like any
other, and a question that it brings up on the same page is shown next, with its own proposal.
"""

from collections.abc import Collection, Iterable, Mapping

from questionnaires.definition.schema import Item
from questionnaires.engine.answers import SKIPPED, Answers, Value, is_missing, missing
from questionnaires.engine.validation import AnswerFault, check


def to_propose(items: Iterable[Item], answers: Answers) -> list[Item]:
    """The items that an earlier answer may be proposed for: stable, and nothing said about them yet.

    Also where they are switched off now: the page holds them ready. Own words are proposed like choices. What
    identifies a person never is: whoever has the link would read it.
    """
    return [item for item in items if item.stable and item.privacy != "identifying" and item.id not in answers]


def proposals(items: Iterable[Item], said: Mapping[str, object]) -> dict[str, Value]:
    """Of what was said, the answers that these items still take as they stand. A reason for no answer is none."""
    proposed: dict[str, Value] = {}
    for item in items:
        if item.id not in said or is_missing(said[item.id]):
            continue
        try:
            value = check(item, said[item.id])
        except AnswerFault:
            continue
        if value is not None and _same(value, said[item.id]):
            proposed[item.id] = value
    return proposed


def settled(patch: Mapping[str, object], proposed: Collection[str]) -> dict[str, object]:
    """The patch of a page with proposals: what was emptied is skipped, and not proposed on the next visit again."""
    return {
        item_id: missing(SKIPPED) if item_id in proposed and value in (None, "", []) else value
        for item_id, value in patch.items()
    }


def is_confirmed(value: object, item_id: str, proposed: Answers) -> bool:
    """Whether this value is the proposal, left as it was."""
    return item_id in proposed and _same(value, proposed[item_id])


def _same(one: object, other: object) -> bool:
    """Equal in kind too: true is not 1."""
    return isinstance(one, bool) == isinstance(other, bool) and one == other
