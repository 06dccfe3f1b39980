"""The study office types in what a person answered on paper or by phone."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cohort.accounts.access import StaffRequest
from cohort.common import clock, reach
from cohort.common.errors import Refusal
from cohort.exports.office_forms import EntryForm
from cohort.exports.presenters import entry, office
from cohort.exports.views.office.door import opened
from cohort.members.actions import looking
from cohort.members.models import Participant
from questionnaires.actions import entering
from questionnaires.actions.entering import Entered, Given
from questionnaires.engine.validation import clean
from questionnaires.models import Assignment, Response
from questionnaires.models.wording import shown_definition

WRONG = 422


@require_http_methods(["GET", "HEAD", "POST"])
@opened("response.enter")
def office_enter(request: StaffRequest, participant: Participant, purpose: str, uuid: UUID) -> HttpResponse:
    """The office itself reaches no answers: the form is read and kept with the reach of the participant, for this page.

    What was valid is kept even where something else was not; whatever was typed is shown again.
    """
    with reach.of_participant(participant.pk):
        assignment = _assignment(participant, uuid)
        if request.method == "POST":
            office.remember(request, participant, purpose)
            return _kept(request, participant, purpose, assignment)
        if not entering.allowed(participant) or not entry.may_be_entered(assignment):
            return redirect("exports:office_answers", participant.study_number)
        looking.looked_at(participant=participant, what="entry", by=request.user, why=purpose)
        language = _language(request.GET.get("language", ""), participant, assignment.response)
        form = EntryForm(initial=entry.last_given(assignment.response) | {"language": language})
        return _show(request, participant, purpose, assignment, form, entry.shown(assignment.response), language)


def _kept(request: StaffRequest, participant: Participant, purpose: str, assignment: Assignment) -> HttpResponse:
    definition = shown_definition(assignment.version, clock.today(), entering.ON_SHEET)
    patch = entry.patch_of(request.POST, definition)
    form = EntryForm(request.POST)
    if not form.is_valid():
        return _again(request, participant, purpose, assignment, form, Entered(clean(definition, patch)[1]))
    given = Given(form.cleaned_data["mode"], form.cleaned_data["language"], form.cleaned_data["answered_on"])
    try:
        entered = entering.enter(
            assignment=assignment,
            patch=patch,
            given=given,
            by=request.user,
            purpose=purpose,
            counts=request.POST.getlist("counts"),
        )
        unasked = set(entered.differing) - set(request.POST.getlist("asked"))
        if entered.faults or unasked:
            return _again(request, participant, purpose, assignment, form, entered)
        if request.POST.get("go") == "submit":
            entering.hand_in(assignment=assignment, given=given, by=request.user, purpose=purpose)
            messages.success(request, _("The answers are handed in."))
            return redirect("exports:office_answers", participant.study_number)
    except Refusal as refusal:
        form.add_error("answered_on" if refusal.code == "day_outside" else None, str(refusal.sentence))
        return _again(request, participant, purpose, assignment, form, Entered(clean(definition, patch)[1]))
    messages.success(request, _("What you typed is saved. You can go on now or later."))
    there = redirect("exports:office_enter", participant.study_number, assignment.uuid)
    there["Location"] += f"?language={given.language}"
    return there


def _again(
    request: StaffRequest,
    participant: Participant,
    purpose: str,
    assignment: Assignment,
    form: EntryForm,
    entered: Entered,
) -> HttpResponse:
    """Everything as it was sent, with what was wrong and what differs from the person's own answers.

    Of what was handed in, or is no longer taken, nothing is shown but what was typed just now.
    """
    current = _assignment(participant, assignment.uuid)
    takes = entering.allowed(participant) and entry.may_be_entered(current)
    stored = entry.shown(current.response if takes else None)
    looking.looked_at(participant=participant, what="entry", by=request.user, why=purpose)
    language = _language(request.POST.get("language", ""), participant, None)
    again = entry.Shown(stored.answers, stored.typed, request.POST, entered.faults, entered.differing)
    return _show(request, participant, purpose, assignment, form, again, language, status=WRONG)


def _show(
    request: StaffRequest,
    participant: Participant,
    purpose: str,
    assignment: Assignment,
    form: EntryForm,
    now_shown: entry.Shown,
    language: str,
    status: int = 200,
) -> HttpResponse:
    definition = shown_definition(assignment.version, clock.today(), entering.ON_SHEET)
    parts = entry.parts(definition, language, now_shown)
    fields = [field for part in parts for field in part.fields]
    page = {
        "participant": participant,
        "purpose": purpose,
        "title": definition.title.within(language),
        "language": language,
        "form": form,
        "parts": parts,
        "wrong": [field for field in fields if field.error],
        "differing": [field for field in fields if field.differs],
        "has_theirs": any(field.theirs for field in fields),
    }
    return render(request, "exports/office_enter.html", page, status=status)


def _assignment(participant: Participant, uuid: UUID) -> Assignment:
    asked = Assignment.objects.select_related("version__instrument", "response").defer("version__content")
    return get_object_or_404(asked, participant=participant, respondent=Assignment.Respondent.PARTICIPANT, uuid=uuid)


def _language(asked: str, participant: Participant, response: Response | None) -> str:
    """The language of the paper: as asked for, as it was entered last, or the participant's own."""
    return asked if asked in {"da", "en"} else str(entry.last_given(response).get("language", participant.language))
