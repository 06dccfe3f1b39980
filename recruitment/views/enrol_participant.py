"""The enrolment page: the patient sits in front of the clinician, and there is a minute."""

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
from cohort.members.models import Participant
from recruitment.actions import enrol
from recruitment.forms import EnrolForm, practices_of
from recruitment.presenters import invitation


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@requires("participant.enrol")
def enrol_participant(request: StaffRequest) -> HttpResponse:
    practices = practices_of(request.user)
    if not practices:
        raise PermissionDenied
    form = EnrolForm(request.POST if request.method == "POST" else None, practices=practices)
    refusal: Refusal | None = None
    existing: Participant | None = None
    if form.is_valid():
        given = form.cleaned_data
        try:
            enrolled = enrol.register(
                practice=form.practice_chosen,
                name=given["name"],
                birth_date=given["birth_date"],
                email=given["email"],
                mobile=given["mobile"],
                language=given["language"],
                by=request.user,
                cpr=given["cpr"].digits if given["cpr"] else "",
            )
        except enrol.AlreadyEnrolled as error:
            refusal, existing = error, error.participant
        except Refusal as error:
            refusal = error
        else:
            if given["cpr"] and not given["cpr"].has_check_digit:
                messages.warning(
                    request,
                    _(
                        "The last digit of the CPR number does not fit the old rule. Newer numbers may be like that: "
                        "compare it once more with the patient's card, and call the study office if it is wrong."
                    ),
                )
            invitation.keep(request.session, enrolled.participant.study_number, enrolled.invitation)
            return redirect("recruitment:show_invitation", enrolled.participant.study_number)
    return render(
        request,
        "recruitment/enrol_participant.html",
        {"form": form, "refusal": refusal, "existing": existing, "practices": practices},
        status=200 if request.method != "POST" else 422,
    )
