"""Taking in a wording pack. What does not fit is said line by line, and what was handed in stays on the page."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cohort.accounts.access import StaffRequest, requires
from cohort.common.errors import Refusal
from questionnaires.actions import packs
from questionnaires.definition.faults import DefinitionError
from questionnaires.forms import PackForm


@require_http_methods(["GET", "HEAD", "POST"])
@requires("instrument.manage")
def add_pack(request: StaffRequest) -> HttpResponse:
    form = PackForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            pack = packs.add(text=form.cleaned_data["text"], by=request.user.actor)
        except DefinitionError as error:
            for fault in error.faults:
                form.add_error(None, fault)
        except Refusal as refusal:
            form.add_error(None, str(refusal.sentence))
        else:
            messages.success(request, _("The wording pack %(pack)s is added.") % {"pack": pack})
            return redirect("questionnaires:list_packs")
    return render(request, "questionnaires/add_pack.html", {"form": form}, status=422 if form.is_bound else 200)
