"""The researcher's releases, and the form that asks for another."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from cohort.accounts.access import StaffRequest, requires
from cohort.accounts.permissions import may
from cohort.common import clock
from cohort.exports.actions import request as ask
from cohort.exports.forms import ReleaseForm
from cohort.exports.models import Release


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@requires("release.make")
def list_releases(request: StaffRequest) -> HttpResponse:
    form = ReleaseForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        release = ask.request(reason=form.cleaned_data["reason"], by=request.user)
        return redirect("exports:show_release", release.pk)
    releases = Release.objects.visible_to(request.user).select_related("requester").order_by("-pk")
    page = {
        "form": form,
        "releases": [(one, one.is_downloadable(clock.now())) for one in releases],
        "oversees": may(request.user, "release.oversee"),
    }
    return render(request, "exports/list_releases.html", page, status=422 if form.is_bound else 200)
