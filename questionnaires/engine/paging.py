"""The way through an instrument, page by page: what stands on each, how far one is, where one left off."""

from dataclasses import dataclass
from itertools import accumulate

from questionnaires.definition.schema import Definition, Item, Page, Section
from questionnaires.definition.timing import total_seconds
from questionnaires.engine.answers import Answers, is_answered
from questionnaires.engine.branching import NO_PACKS, visible


@dataclass(frozen=True)
class PageView:
    """One page as it stands now: its visible items and its place on the way."""

    key: str
    section: Section
    page: Page
    items: tuple[Item, ...]
    number: int
    of: int
    seconds_left: int
    """Seconds for this page and all after it."""
    previous: str | None
    next: str | None


def pages(definition: Definition, answers: Answers, packs: frozenset[str] = NO_PACKS) -> list[PageView]:
    """The pages that have something to show, in order."""
    shown = set(visible(definition, answers, packs))
    way = [
        (section, page, items)
        for section in definition.sections
        for page in section.pages
        if (items := tuple(item for item in page.items if item.id in shown))
    ]
    keys = [page.id for _, page, _ in way]
    # Seconds for each page and all after it, summed up from the end.
    left = list(accumulate(total_seconds(items, definition.kind) for _, _, items in reversed(way)))[::-1]
    return [
        PageView(
            key=page.id,
            section=section,
            page=page,
            items=items,
            number=number,
            of=len(way),
            seconds_left=left[number - 1],
            previous=keys[number - 2] if number > 1 else None,
            next=keys[number] if number < len(way) else None,
        )
        for number, (section, page, items) in enumerate(way, start=1)
    ]


def page_view(views: list[PageView], key: str) -> PageView | None:
    """The page of that key; None where it is unknown or has nothing to show."""
    return next((view for view in views if view.key == key), None)


def next_key(definition: Definition, views: list[PageView], key: str) -> str | None:
    """The first page with something to show after `key`, which may itself have emptied; None at the end."""
    order = [page.id for page in definition.pages]
    if key not in order:
        return None
    after = set(order[order.index(key) + 1 :])
    return next((view.key for view in views if view.key in after), None)


def previous_key(definition: Definition, views: list[PageView], key: str) -> str | None:
    """The last page with something to show before `key`; None at the start."""
    order = [page.id for page in definition.pages]
    if key not in order:
        return None
    before = set(order[: order.index(key)])
    return next((view.key for view in reversed(views) if view.key in before), None)


def resume_key(views: list[PageView], answers: Answers) -> str | None:
    """Where a person goes on: after the last page with an answer, or on the last page; None without pages."""
    answered = [n for n, view in enumerate(views) if any(is_answered(answers, item.id) for item in view.items)]
    if not views:
        return None
    return views[min(answered[-1] + 1, len(views) - 1) if answered else 0].key
