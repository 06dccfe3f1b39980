"""The earlier answers that a page proposes."""

from collections.abc import Iterable

from questionnaires.definition.schema import Item
from questionnaires.engine import earlier
from questionnaires.engine.answers import Value
from questionnaires.models.earlier import latest_answers
from questionnaires.presenters.answering.visits import Visit


def proposed(visit: Visit, items: Iterable[Item]) -> dict[str, Value]:
    """Item → answer to confirm. One statement where some of the items are stable and open, none otherwise."""
    wanted = earlier.to_propose(items, visit.response.answers if visit.response else {})
    if not wanted:
        return {}
    return earlier.proposals(wanted, latest_answers(visit.participant.pk, [item.id for item in wanted]))
