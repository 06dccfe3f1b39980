"""The practice corrects where an invitation goes, as long as its patient has not decided."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from cohort.accounts.access import StaffRequest, requires
from cohort.common.errors import Refusal
from cohort.members import queries
from cohort.members.actions import looking
from cohort.members.models import Participant
from recruitment.actions import readdress
from recruitment.join_forms import AddressForm

WRONG = 422


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@requires("participant.readdress")
def correct_address(request: StaffRequest, study_number: str) -> HttpResponse:
    people = Participant.objects.visible_to(request.user).select_related("practice", "contact")
    participant = get_object_or_404(people, study_number=study_number)
    if participant.consents.exists():
        messages.warning(request, str(readdress.DECIDED))
        return redirect("recruitment:show_invitation", study_number)
    contact = participant.contact
    before = {"email": contact.email, "mobile": contact.mobile}
    form = AddressForm(request.POST if request.method == "POST" else None, initial=before)
    if form.is_valid():
        try:
            readdress.correct(participant=participant, by=request.user, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, str(refusal.sentence))
        else:
            messages.success(request, _("The invitation goes to the corrected address."))
            return redirect("recruitment:show_invitation", study_number)
    looking.looked_at(participant=participant, what="address", by=request.user)
    page = {
        "form": form,
        "participant": participant,
        "name": contact.name,
        "is_undeliverable": queries.is_undeliverable(participant),
    }
    return render(request, "recruitment/correct_address.html", page, status=WRONG if form.is_bound else 200)
