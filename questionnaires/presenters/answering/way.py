"""How far a person is on the way through a questionnaire."""

from dataclasses import dataclass

from questionnaires.engine.paging import PageView

SECONDS = 60


@dataclass(frozen=True)
class Way:
    """This part of so many, and whole minutes that are left, never less than one."""

    part: int
    parts: int
    minutes_left: int


def way(views: list[PageView], view: PageView) -> Way:
    """Parts are the sections that have something to show."""
    sections = list(dict.fromkeys(one.section.id for one in views))
    return Way(sections.index(view.section.id) + 1, len(sections), minutes(view.seconds_left))


def minutes(seconds: int) -> int:
    """Whole minutes, rounded up, at least one."""
    return max(1, -(-seconds // SECONDS))
