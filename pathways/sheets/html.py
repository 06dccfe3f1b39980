"""The sheets and the timeline as markup, from the same template on the page and on paper."""

from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import SafeString

from pathways.models import Summary
from pathways.sheets.words import words
from pathways.summary.picture import Picture
from pathways.summary.sheets import ClinicianSheet, PatientSheet, clinician_sheet, digest, patient_sheet
from pathways.timeline.layout import Drawing

TEMPLATES = {
    Summary.Audience.CLINICIAN.value: "pathways/print_clinician.html",
    Summary.Audience.PATIENT.value: "pathways/print_patient.html",
}


@dataclass(frozen=True)
class Sheet:
    """One sheet in one language: its markup, and the hash of what it shows."""

    html: str
    content_hash: str


def timeline_svg(drawing: Drawing) -> SafeString:
    """The drawing as SVG in the active language."""
    return render_to_string("pathways/timeline.svg", {"drawing": drawing})


def compose(picture: Picture, *, audience: str, language: str) -> ClinicianSheet | PatientSheet:
    """What the sheet says, in the active language, which is the one asked for."""
    with translation.override(language):
        make = clinician_sheet if audience == Summary.Audience.CLINICIAN else patient_sheet
        return make(picture, words())


def sheet(picture: Picture, *, audience: str, language: str) -> Sheet:
    """The sheet for this audience in this language."""
    content = compose(picture, audience=audience, language=language)
    with translation.override(language):
        context = {"sheet": content, "language": language, "timeline": timeline_svg(content.drawing)}
        return Sheet(render_to_string(TEMPLATES[audience], context), digest(content))
