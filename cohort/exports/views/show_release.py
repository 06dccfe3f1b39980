"""One release while it is made and afterwards; htmx asks for the changing part alone."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from cohort.accounts.access import StaffRequest, requires
from cohort.common import clock
from cohort.common.errors import Refusal
from cohort.exports.actions import request as ask
from cohort.exports.models import Release


@never_cache
@require_safe
@requires("release.make")
def show_release(request: StaffRequest, pk: int) -> HttpResponse:
    release = get_object_or_404(Release.objects.visible_to(request.user), pk=pk)
    template = "release_progress" if "HX-Request" in request.headers else "show_release"
    page = {"release": release, "downloadable": release.is_downloadable(clock.now())}
    return render(request, f"exports/{template}.html", page)


@require_POST
@requires("release.make")
def retry_release(request: StaffRequest, pk: int) -> HttpResponse:
    release = get_object_or_404(Release.objects.visible_to(request.user), pk=pk)
    try:
        ask.try_again(release=release, by=request.user)
    except Refusal as refusal:
        messages.info(request, str(refusal.sentence))
    return redirect("exports:show_release", release.pk)
