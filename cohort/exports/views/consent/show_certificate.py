"""Whether it is done: the certificate of somebody who stopped, for whoever holds its number."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from cohort.common import reach
from cohort.members.models import Erasure
from cohort.members.own import secret


@require_safe
@secret
def show_certificate(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Study number, choice and two moments: what the person was shown when they stopped. There is no name in it."""
    with reach.of_link(str(uuid)):
        erasure = get_object_or_404(Erasure, uuid=uuid)
    return render(request, "exports/show_certificate.html", {"erasure": erasure})
