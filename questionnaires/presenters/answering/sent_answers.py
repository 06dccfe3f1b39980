"""From a sent form to a patch of answers."""

from collections.abc import Iterable

from django.http import QueryDict

from questionnaires.definition.schema import Item
from questionnaires.engine.answers import DONT_KNOW, PREFER_NOT, Value, missing
from questionnaires.engine.display import switches, told
from questionnaires.presenters.answering.questions import DONT_KNOW_VALUE, PREFER_NOT_VALUE, may_not_know

SHOWN = "shown"  # names every question that stood open on the page, answered or not
# Tick boxes beside a field: would rather not say, and I don't know.
PREFER_NOT_PREFIX = "not-"
DONT_KNOW_PREFIX = "unknown-"
WAY_PREFIX = "way-"  # how a scale from 0 to 100 stood on the page: as line, number or faces
GO = "go"  # the button that leads on; a switch between ways of showing is a button of its own


def patch_of(post: QueryDict, page_items: Iterable[Item]) -> dict[str, object]:
    """What was sent for the items of this page that were shown; what browsers leave out is filled in.

    An item that was not shown is left alone, so that a page in an old window takes nothing away. Where a form
    without scripts sends several at once, "would rather not say" goes before "I don't know", and both before an answer.
    """
    shown = set(post.getlist(SHOWN))
    patch: dict[str, object] = {}
    for item in page_items:
        if item.id not in shown or item.is_waiting:
            continue
        sent = post.getlist(item.id)
        values = sent if item.type == "multi" else sent[-1:]  # sent twice, the last one counts
        reason = _reason(post, item, values)
        if reason is not None:
            patch[item.id] = missing(reason)
        elif item.type == "multi":
            patch[item.id] = values
        elif item.tick:
            patch[item.id] = bool(values)
        elif values:
            patch[item.id] = values[0]
    return patch


def as_sent(post: QueryDict, items: Iterable[Item]) -> dict[str, Value]:
    """What was sent for these items, as it was sent: for a page that shows it again."""
    sent = {item: post.getlist(item.id) for item in items}
    return {item.id: values if item.type == "multi" else values[-1] for item, values in sent.items() if values}


def shown_ids(post: QueryDict) -> frozenset[str]:
    """The questions that stood open on the page when it was sent."""
    return frozenset(post.getlist(SHOWN))


def modes_of(post: QueryDict, page_items: Iterable[Item]) -> dict[str, str]:
    """How each scale with a choice of ways was shown, where the page says so."""
    said = ((item, told(item, post.get(f"{WAY_PREFIX}{item.id}"))) for item in page_items)
    return {item.id: way for item, way in said if way}


def is_switched(post: QueryDict, page_items: Iterable[Item]) -> bool:
    """Whether the page was sent to see it in another way, and not to go on."""
    return GO not in post and any(item.id in post for item in switches(page_items).values())


def _reason(post: QueryDict, item: Item, values: list[str]) -> str | None:
    """Why there is no answer, if one of the reasons was chosen. A text may begin with anything."""
    if f"{PREFER_NOT_PREFIX}{item.id}" in post or (item.type != "text" and PREFER_NOT_VALUE in values):
        return PREFER_NOT
    if not may_not_know(item):
        return None
    if f"{DONT_KNOW_PREFIX}{item.id}" in post or (item.type != "text" and DONT_KNOW_VALUE in values):
        return DONT_KNOW
    return None
