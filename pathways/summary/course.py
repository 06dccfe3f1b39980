"""From a picture to the timeline's course, in the words of one language."""

from collections.abc import Iterator
from datetime import timedelta

from pathways.summary.chosen import chosen
from pathways.summary.picture import Happened, Picture
from pathways.timeline.course import LANES, Course, Happening, PainPoint, Words

PAIN = "pain_back_nrs"
SICK_DAYS = "sick_days_4w"
RECALL = timedelta(days=28)
MATTERS = "matters"


def course(picture: Picture, language: str, words: Words) -> Course:
    """Pain and sick days from the patient's answers, the rest from the doctor's ticks."""
    return Course(
        today=picture.today,
        pain=tuple(PainPoint(day, value) for day, value in picture.values(PAIN) if isinstance(value, int)),
        happenings=(*_events(picture, language), *_sick_days(picture, words), *_matters(picture, language)),
    )


def _events(picture: Picture, language: str) -> Iterator[Happening]:
    for event in picture.events:
        for lane in LANES:
            if lane == event.kind:
                yield Happening(lane, event.starts_on, label_of(event, language), event.ends_on)


def label_of(event: Happened, language: str) -> str:
    """The option's label in the edition it was ticked in, after its group's ("MRI: Explains the pain"); its code where
    that edition is not at hand."""
    item = event.definition.item(event.item) if event.definition else None
    option = item.option(event.code) if item else None
    if item is None or option is None:
        return event.code
    group = next((one.label.within(language) for one in item.groups if one.id == option.group), "")
    return f"{group}: {option.label.within(language)}" if group else option.label.within(language)


def _sick_days(picture: Picture, words: Words) -> Iterator[Happening]:
    """Days away from work are asked for the four weeks before, and which days they were is not.

    The words name these weeks; the bar is only as long as there were days, and ends on the day of the answer.
    """
    for day, value in picture.values(SICK_DAYS):
        if isinstance(value, int) and value > 0:
            off = timedelta(days=min(value, RECALL.days))
            yield Happening("sick_leave", day - RECALL, words.days_off(value, RECALL.days), day, drawn_from=day - off)


def _matters(picture: Picture, language: str) -> Iterator[Happening]:
    found = picture.latest(MATTERS)
    if found:
        for label in chosen(picture, MATTERS, language).first:
            yield Happening("matters", found[2], label)
