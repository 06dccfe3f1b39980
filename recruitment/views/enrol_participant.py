"""The enrolment page: the patient sits in front of the clinician, and there is half a minute."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from cohort.accounts.access import StaffRequest, requires
from cohort.common.errors import Refusal
from cohort.common.identity.cpr import Cpr
from cohort.common.pages import opened
from cohort.members.models import Participant
from recruitment.actions import enrol
from recruitment.forms import EnrolForm, practices_of
from recruitment.presenters import invitation, screening


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@requires("participant.enrol")
def enrol_participant(request: StaffRequest) -> HttpResponse:
    """The page carries when it was opened; how long it took goes into the screening log."""
    practices = practices_of(request.user)
    if not practices:
        raise PermissionDenied
    sent = request.POST if request.method == "POST" else None
    form = EnrolForm(sent, practices=practices, initial=screening.chosen(request.session))
    refusal: Refusal | None = None
    existing: Participant | None = None
    if form.is_valid():
        try:
            enrolled = enrol.register(
                practice=form.practice_chosen,
                by=request.user,
                seconds=opened.seconds(request.POST.get(opened.FIELD, "")),
                **form.given(),
            )
        except enrol.AlreadyEnrolled as error:
            refusal, existing = error, error.participant
        except Refusal as error:
            refusal = error
        else:
            _doubt(request, form.cleaned_data["born"])
            screening.choose(request.session, form.practice_chosen)
            invitation.keep(request.session, enrolled.participant.study_number, enrolled.invitation)
            return redirect("recruitment:show_invitation", enrolled.participant.study_number)
    return render(
        request,
        "recruitment/enrol_participant.html",
        {
            "form": form,
            "refusal": refusal,
            "existing": existing,
            "practices": practices,
            "opened": opened.kept(request.POST.get(opened.FIELD, "")),
            "screening": screening.card(request.session, practices),
        },
        status=200 if sent is None else 422,
    )


def _doubt(request: StaffRequest, born: object) -> None:
    if isinstance(born, Cpr) and not born.has_check_digit:
        messages.warning(
            request,
            _(
                "The last digit of the CPR number does not fit the old rule. Newer numbers may be like that: "
                "compare it once more with the patient's card, and call the study office if it is wrong."
            ),
        )
