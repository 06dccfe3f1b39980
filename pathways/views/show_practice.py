"""Where a practice begins: whom to think of, one tap for who said no, and its own figures beside others'."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from cohort.accounts.access import StaffRequest, requires
from cohort.accounts.models import User
from cohort.accounts.permissions import may
from cohort.common import clock
from cohort.members.actions import looking
from cohort.members.models import Practice
from pathways.presenters import practice_page
from questionnaires.models import StaffSurvey
from recruitment.forms import practices_of
from recruitment.presenters import practice_figures, screening, waiting


@never_cache
@require_GET
@requires("participant.view")
def show_practice(request: StaffRequest) -> HttpResponse:
    """Whoever works in several practices chooses one with `?practice=`; whoever works in none today is told so."""
    practices = practices_of(request.user)
    if not practices:
        return render(request, "pathways/show_practice.html", {"practice": None, "practices": practices})
    practice = _chosen(practices, request.GET.get("practice", ""), screening.chosen(request.session).get("practice"))
    groups = practice_page.groups(request.user, practice)
    looking.listed(count=groups.shown, searched=False, by=request.user, what="practice")
    return render(
        request,
        "pathways/show_practice.html",
        {
            "practice": practice,
            "practices": practices,
            "groups": groups,
            "figures": practice_figures.of(practice),
            "screening": screening.card(request.session, practices),
            "asks": groups.shown > 0 and _asks(request.user),
            "waiting": waiting.count(request.user),
        },
    )


def _chosen(practices: list[Practice], asked: str, last: int | None) -> Practice:
    """The one asked for, else the one worked for last, else the first by name."""
    known = {str(practice.pk): practice for practice in practices}
    return known.get(asked) or known.get(str(last)) or practices[0]


def _asks(user: User) -> bool:
    """Whether the yearly questions are offered."""
    return may(user, "practice.answer") and StaffSurvey.objects.asks(user, clock.today())
