"""The file itself: for who asked for it, for two weeks, and every time in the audit."""

from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from cohort.accounts.access import StaffRequest, requires
from cohort.common import clock
from cohort.exports.actions import fetch
from cohort.exports.models import Release


@never_cache
@require_GET
@requires("release.make")
def download_release(request: StaffRequest, pk: int) -> HttpResponseBase:
    release = get_object_or_404(Release.objects.visible_to(request.user), pk=pk)
    if not release.is_downloadable(clock.now()):
        return _not_there(request, release)
    try:
        file = release.path.open("rb")
    except FileNotFoundError:
        return _not_there(request, release)
    fetch.record_download(release=release, by=request.user)
    response = FileResponse(file, as_attachment=True, filename=f"rygvej-release-{release.pk}.zip")
    response["Content-Type"] = "application/zip"
    return response


def _not_there(request: StaffRequest, release: Release) -> HttpResponse:
    """404 while it is not ready yet, 410 afterwards; the page says which and what to do."""
    page = {"release": release, "downloadable": False}
    return render(request, "exports/show_release.html", page, status=404 if release.is_under_way else 410)
