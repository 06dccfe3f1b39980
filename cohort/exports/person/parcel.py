"""One zip with everything about one person: a page to read first, and the same as files for programs."""

import csv
import io
import json
import zipfile
from typing import Any

from django.conf import settings
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import override

from cohort.common import clock
from cohort.exports.person.telling import Table, tables
from cohort.exports.person.words import tell
from cohort.members.models import Participant
from pathways.models import Summary

STYLE = "css/own_data.css"
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def parcel(participant: Participant) -> bytes:
    """The zip, in the participant's language. Well under a second. Expects `practice` and `contact` joined."""
    data = dict(tables(participant))
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive, override(participant.language):
        archive.writestr(f"{slugify(_('Read me first'))}.html", _page(participant))
        archive.writestr("style.css", _style())
        archive.writestr("data/data.json", json.dumps(data, ensure_ascii=False, indent=1))
        for name, table in data.items():
            if table:
                archive.writestr(f"data/{name}.csv", _csv(table))
        for summary in Summary.objects.filter(participant=participant, pdf__isnull=False).order_by("pk"):
            archive.writestr(f"prints/{summary.audience}-{summary.pk}.pdf", bytes(summary.pdf or b""))
    return made.getvalue()


def _page(participant: Participant) -> str:
    page = {
        "told": tell(participant),
        "at": clock.now(),
        "language": participant.language,
        "study_contact": {
            "person": settings.STUDY_CONTACT_PERSON,
            "phone": settings.STUDY_CONTACT_PHONE,
            "email": settings.STUDY_CONTACT_EMAIL,
        },
    }
    return render_to_string("exports/own_data.html", page)


def _csv(table: Table) -> bytes:
    """UTF-8 with the mark that spreadsheets look for; no cell is taken for a formula."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(table[0])
    writer.writerows([_cell(value) for value in row.values()] for row in table)
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def _cell(value: Any) -> Any:
    if isinstance(value, dict | list):
        value = json.dumps(value, ensure_ascii=False)
    if isinstance(value, str) and value.startswith(FORMULA):
        return f"'{value}"
    return value


def _style() -> bytes:
    path = finders.find(STYLE)
    if not isinstance(path, str):
        raise FileNotFoundError(STYLE)
    with open(path, "rb") as file:
        return file.read()
