"""The doctor's page of one participant: now, the course, what to do."""

from dataclasses import dataclass

from django.utils.safestring import SafeString

from pathways.sheets.html import timeline_svg
from pathways.sheets.words import words
from pathways.summary.course import course
from pathways.summary.picture import Picture
from pathways.summary.sheets import ClinicianSheet, clinician_sheet
from pathways.timeline.table import Row, rows


@dataclass(frozen=True)
class ParticipantPage:
    """The sheet's content with the timeline drawn and as a table."""

    sheet: ClinicianSheet
    timeline: SafeString
    rows: list[Row]
    has_course: bool


def page(picture: Picture) -> ParticipantPage:
    """The page in the active language; the timeline is the one that is printed."""
    said = words()
    sheet = clinician_sheet(picture, said)
    whole = course(picture, said.language, said.timeline)
    return ParticipantPage(
        sheet=sheet,
        timeline=timeline_svg(sheet.drawing),
        rows=rows(whole, said.timeline),
        has_course=not whole.is_empty,
    )
