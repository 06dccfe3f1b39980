"""The timeline as text: the same things as the drawing, none left out, the oldest first."""

from dataclasses import dataclass
from datetime import date

from pathways.timeline.course import LANES, MOST_PAIN, Course, Words


@dataclass(frozen=True)
class Row:
    day: str
    what: str
    detail: str


def rows(course: Course, words: Words) -> list[Row]:
    """One row for each pain value and each happening."""
    course = course.until_today()
    found: list[tuple[date, int, Row]] = [
        (point.day, -1, Row(words.day(point.day), words.pain, f"{point.value}/{MOST_PAIN}")) for point in course.pain
    ]
    for one in course.happenings:
        days = words.day(one.starts_on) + (f" – {words.day(one.ends_on)}" if one.ends_on else "")
        found.append((one.starts_on, LANES.index(one.lane), Row(days, words.lanes[one.lane], one.label)))
    return [row for *_, row in sorted(found, key=lambda entry: entry[:2])]
