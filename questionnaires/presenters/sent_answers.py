"""From a sent form to a patch of answers."""

from collections.abc import Iterable

from django.http import QueryDict

from questionnaires.definition.schema import Item
from questionnaires.engine.answers import PREFER_NOT, missing
from questionnaires.presenters.questions import PREFER_NOT_VALUE

SHOWN = "shown"  # names every question that stood open on the page, answered or not
PREFER_NOT_PREFIX = "not-"  # a tick box beside a field: would rather not say


def patch_of(post: QueryDict, page_items: Iterable[Item]) -> dict[str, object]:
    """What was sent for the items of this page that were shown; what browsers leave out is filled in.

    An item that was not shown is left alone, so that a page in an old window takes nothing away.
    """
    shown = set(post.getlist(SHOWN))
    patch: dict[str, object] = {}
    for item in page_items:
        if item.id not in shown or item.pack:
            continue
        sent = post.getlist(item.id)
        values = sent if item.type == "multi" else sent[-1:]  # sent twice, the last one counts
        if f"{PREFER_NOT_PREFIX}{item.id}" in post or (item.type != "text" and PREFER_NOT_VALUE in values):
            patch[item.id] = missing(PREFER_NOT)
        elif item.type == "multi":
            patch[item.id] = values
        elif item.tick:
            patch[item.id] = bool(values)
        elif values:
            patch[item.id] = values[0]
    return patch


def shown_ids(post: QueryDict) -> frozenset[str]:
    """The questions that stood open on the page when it was sent."""
    return frozenset(post.getlist(SHOWN))
