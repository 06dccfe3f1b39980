"""The study office writes down what somebody decided on paper or by phone, scope by scope."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cohort.accounts.access import StaffRequest
from cohort.common import clock
from cohort.exports.office_forms import AgreeForm
from cohort.exports.views.office.door import back, opened
from cohort.members.actions import looking
from cohort.members.models import ConsentText, Participant, Scope
from recruitment.actions import begin
from recruitment.consent import decisions
from recruitment.presenters.consent import consent_page

WRONG = 422


@require_http_methods(["GET", "HEAD", "POST"])
@opened("consent.enter")
def office_agree(request: StaffRequest, participant: Participant, purpose: str) -> HttpResponse:
    """In the participant's language, because it is read aloud. Every scope wants an answer of its own."""
    text = ConsentText.objects.valid_on(clock.today())
    form = AgreeForm(request.POST if request.method == "POST" else None)
    decided = decisions.read(request.POST, (scope.value for scope in Scope))
    if form.is_valid() and not decided.open:
        begin.accept(
            participant=participant,
            text=text,
            choices={Scope(scope): granted for scope, granted in decided.choices.items()},
            language=participant.language,
            by=request.user.actor,
            mode=form.cleaned_data["mode"],
            decided_on=form.cleaned_data["decided_on"].isoformat(),
            role=request.user.role,
        )
        messages.success(request, _("Written down. The questionnaires follow the same plan as everybody's."))
        return back(participant)
    looking.looked_at(participant=participant, what="card", by=request.user, why=purpose)
    stands = decided.choices if form.is_bound else {str(scope): yes for scope, yes in participant.decided().items()}
    consent = consent_page.page(text, participant.language, stands, decided.open if form.is_bound else ())
    page = {"participant": participant, "form": form, "consent": consent, "purpose": purpose}
    return render(request, "exports/office_agree.html", page, status=WRONG if form.is_bound else 200)
