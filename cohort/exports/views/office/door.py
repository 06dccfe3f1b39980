"""The door of a person's card: within the user's reach, and only after a purpose was chosen."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache

from cohort.accounts.access import StaffRequest, requires
from cohort.accounts.permissions import Permission
from cohort.exports.presenters import office
from cohort.members.models import Participant

CardView = Callable[
    ..., HttpResponseBase
]  # of the request, the participant, the purpose, and what else is in the address


def person(user_request: StaffRequest, study_number: str) -> Participant:
    """Raises Http404 for somebody outside the user's reach, as for nobody."""
    participant = office.found(user_request.user, study_number=study_number)
    if participant is None:
        raise Http404
    return participant


def opened(permission: Permission) -> Callable[[CardView], Callable[..., HttpResponseBase]]:
    """Hand the participant and the purpose to the view; without a purpose, lead to where it is chosen.

    A long form carries the purpose it was opened with, so that what was typed is not lost when time has passed.
    """

    def decorate(view: CardView) -> Callable[..., HttpResponseBase]:
        @never_cache
        @requires(permission)
        @wraps(view)
        def checked(request: StaffRequest, /, *args: Any, **named: Any) -> HttpResponseBase:
            study_number = named.pop("study_number")
            participant = person(request, study_number)
            purpose = office.purpose_of(request, participant) or office.carried(request)
            if not purpose:
                return redirect("exports:office_card", study_number)
            return view(request, participant, purpose, **named)

        return checked

    return decorate


def back(participant: Participant) -> HttpResponse:
    """To the card."""
    return redirect("exports:office_card", participant.study_number)
