"""Pairs of participants who may be one person, and those decided about lately."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from cohort.accounts.access import StaffRequest, requires
from cohort.exports.presenters import duplicates


@never_cache
@require_safe
@requires("duplicate.decide")
def office_duplicates(request: StaffRequest) -> HttpResponse:
    """Study numbers and what is alike: names stand on the page of the pair, where reading them is audited."""
    return render(request, "exports/office_duplicates.html", {"pairs": duplicates.pairs()})
