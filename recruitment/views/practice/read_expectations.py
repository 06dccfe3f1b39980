"""What we ask of a practice, on one page that anybody may read before signing up (R13)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cohort.accounts.models import User
from cohort.common.access import public
from recruitment.forms import practices_of
from recruitment.presenters import expectations


@public
@require_safe
def read_expectations(request: HttpRequest) -> HttpResponse:
    """The times are medians of the whole study; whoever works in a practice sees its own beside them."""
    practices = practices_of(request.user) if isinstance(request.user, User) else []
    duties, together = expectations.duties(practices)
    return render(
        request,
        "recruitment/read_expectations.html",
        {"duties": duties, "together": together, "practice": practices[0] if practices else None},
    )
