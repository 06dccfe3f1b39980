"""Inviting somebody."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from cohort.accounts.access import StaffRequest, requires
from cohort.common.errors import Refusal
from cohort.members.actions import staff
from cohort.members.forms import InviteForm

FIELDS = {
    "email_known": "email",
    **dict.fromkeys(("practice_missing", "practice_not_wanted"), "practice"),
    "position_does_not_fit": "position",
    **dict.fromkeys(("tutor_missing", "tutor_not_wanted", "tutor_not_here"), "tutor"),
}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@requires("staff.invite")
def invite_staff(request: StaffRequest) -> HttpResponse:
    form = InviteForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            user = staff.invite(**form.cleaned_data, by=request.user.actor)
        except Refusal as refusal:
            form.add_error(FIELDS.get(refusal.code), str(refusal.sentence))
        else:
            messages.success(request, _("%(name)s gets a letter with a link.") % {"name": user.name})
            return redirect("members:list_staff")
    return render(request, "members/invite_staff.html", {"form": form}, status=422 if form.is_bound else 200)
