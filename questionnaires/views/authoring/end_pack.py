"""Ending a wording pack, with or without deleting its words."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from cohort.accounts.access import StaffRequest, requires
from questionnaires.actions import packs
from questionnaires.forms import EndPackForm
from questionnaires.models import WordingPack


@require_http_methods(["GET", "HEAD", "POST"])
@requires("instrument.manage")
def end_pack(request: StaffRequest, pk: int) -> HttpResponse:
    """Ask once more, then end it; of a pack that was ended before, the words can still be deleted."""
    pack = get_object_or_404(WordingPack, pk=pk)
    form = EndPackForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        packs.end(pack=pack, by=request.user.actor, and_words=form.cleaned_data["and_words"])
        return redirect("questionnaires:list_packs")
    return render(request, "questionnaires/end_pack.html", {"pack": pack, "form": form})
