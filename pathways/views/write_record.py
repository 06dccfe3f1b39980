"""The record template: ticked on one page, kept if the participant lets it be, and turned into a note.

With `?follow-up` in the address it is the short template of what is new since last time.
"""

import re
from uuid import UUID, uuid4

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from cohort.accounts.access import StaffRequest, requires
from cohort.common.errors import Refusal
from cohort.common.pages import opened
from cohort.members.actions import looking
from cohort.members.models import Scope
from pathways.actions import record
from pathways.note import text
from pathways.presenters import record_form
from pathways.views import found
from pathways.views.show_note import NOTE_LANGUAGE
from questionnaires.engine.validation import AnswerFault
from questionnaires.models import Version

CHECKSUM = re.compile(r"[0-9a-f]{64}")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@requires("record.write")
def write_record(request: StaffRequest, study_number: str) -> HttpResponse:
    participant = found.participant(request, study_number)
    current = Version.objects.current(record.FOLLOW_UP if "follow-up" in request.GET else record.INSTRUMENT)
    shown = _shown(request.POST["version"]) if "version" in request.POST else current
    version = shown or current
    definition = version.definition
    form = _form(request.POST.get("form", ""))
    faults: list[AnswerFault] = []
    refusal: Refusal | None = None
    if request.method == "POST":
        answers, faults = record_form.read(definition, request.POST)
        if shown is None:
            faults = []
            refusal = Refusal("unknown_version", _("This page is out of date. Check your ticks and send them again."))
        elif not faults:
            try:
                kept = record.capture(
                    participant=participant,
                    version=version,
                    form=form,
                    answers=answers,
                    by=request.user,
                    seconds=opened.seconds(request.POST.get(opened.FIELD, "")),
                )
            except Refusal as error:
                refusal = error
            else:
                if kept is not None:
                    return redirect("pathways:show_note", study_number, kept.uuid)
                # Kept nowhere, so there is no page to go to: the note is this answer.
                note = text.note(definition, answers, NOTE_LANGUAGE)
                return render(
                    request,
                    "pathways/show_note.html",
                    {"participant": participant, "note": note, "is_kept": False},
                )
    looking.looked_at(participant=participant, what="record", by=request.user)
    sent = request.POST if request.method == "POST" else None
    language = (get_language() or "da")[:2]
    return render(
        request,
        "pathways/write_record.html",
        {
            "participant": participant,
            "title": definition.title.within(language),
            "intro": definition.intro.within(language),
            "blocks": record_form.blocks(definition, language, sent, faults),
            "form": form,
            "opened": opened.kept(request.POST.get(opened.FIELD, "")),
            "version": version.checksum,
            "refusal": refusal,
            "has_faults": bool(faults),
            "is_kept": participant.allows(Scope.RECORD),
        },
        status=422 if faults or refusal else 200,
    )


def _shown(checksum: str) -> Version | None:
    """The edition that the sent page showed, which may be older than the newest; None for one that never was."""
    if not CHECKSUM.fullmatch(checksum):
        return None
    editions = Version.objects.select_related("instrument").filter(
        instrument__slug__in=(record.INSTRUMENT, record.FOLLOW_UP)
    )
    return editions.filter(checksum=checksum).first()


def _form(sent: str) -> UUID:
    """The page's own id: the one it came with, or a new one."""
    try:
        return UUID(sent)
    except ValueError:
        return uuid4()
