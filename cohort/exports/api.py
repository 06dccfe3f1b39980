"""The state of a release as JSON, for scripts that wait for it."""

from typing import cast

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.cache import never_cache
from rest_framework.decorators import api_view
from rest_framework.request import Request
from rest_framework.response import Response

from cohort.accounts.access import requires
from cohort.accounts.models import User
from cohort.common import clock
from cohort.common.urls import absolute
from cohort.exports.models import Release


@never_cache
@requires("release.make")
@api_view(["GET"])
def show_status(request: Request, pk: int) -> Response:
    """`state` is waiting, building, ready or failed; `download` is null unless the file can be fetched now."""
    user = cast(User, request.user)  # `requires` has seen to it
    release = get_object_or_404(Release.objects.visible_to(user), pk=pk)
    ready = release.is_downloadable(clock.now())
    return Response(
        {
            "release": release.pk,
            "state": release.state,
            "steps_done": release.steps_done,
            "steps_total": release.steps_total,
            "responses": release.rows,
            "size": release.size,
            "sha256": release.sha256,
            "expires_at": release.expires_at,
            "download": absolute(reverse("exports:download_release", args=[release.pk])) if ready else None,
        }
    )
