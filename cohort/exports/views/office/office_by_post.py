"""The study office's list of those who take part by phone and paper."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from cohort.accounts.access import StaffRequest, requires
from cohort.exports.presenters import by_post
from cohort.members.actions import looking


@never_cache
@require_safe
@requires("response.enter")
def office_by_post(request: StaffRequest) -> HttpResponse:
    people = by_post.people(request.user)
    count = len(people.to_ask) + len(people.to_send) + len(people.waiting)
    looking.listed(count=count, searched=False, by=request.user, what="by_post")
    return render(request, "exports/office_by_post.html", {"people": people})
