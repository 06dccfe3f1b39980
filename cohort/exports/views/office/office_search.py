"""Where the study office and interviewers begin: finding one person whom they can name exactly."""

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from cohort.accounts.access import StaffRequest, requires
from cohort.accounts.models import Role, User
from cohort.audit.actions import record
from cohort.exports.office_forms import SearchForm
from cohort.exports.presenters import office
from cohort.members.models import Erasure

WRONG = 422


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@requires("participant.contact")
def office_search(request: StaffRequest) -> HttpResponse:
    """Found leads to the card; of somebody erased the office sees the certificate. What was typed is never kept."""
    form = SearchForm(request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return render(request, "exports/office_search.html", {"form": form})
    if not form.is_valid():
        return render(request, "exports/office_search.html", {"form": form}, status=WRONG)
    how = form.cleaned_data["how"]
    participant = office.found(request.user, **how)
    _searched(by=request.user, ways=" ".join(sorted(how)), is_found=participant is not None)
    if participant is not None:
        return redirect("exports:office_card", participant.study_number)
    erasure = None
    if request.user.role == Role.STUDY_OFFICE and "study_number" in how:
        erasure = Erasure.objects.filter(study_number=how["study_number"]).first()
    page = {"form": form, "erasure": erasure, "is_unknown": erasure is None}
    return render(request, "exports/office_search.html", page, status=200 if erasure else WRONG)


@transaction.atomic
def _searched(*, by: User, ways: str, is_found: bool) -> None:
    record(
        by=by.actor,
        action="participants.searched",
        subject=by.actor,
        purpose="study",
        ways=ways,
        found=is_found,
        role=by.role,
    )
