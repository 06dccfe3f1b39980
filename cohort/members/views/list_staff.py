"""Who has access, as the administrator sees it."""

from collections import defaultdict

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from cohort.accounts.access import StaffRequest, requires
from cohort.accounts.models import User
from cohort.common import clock
from cohort.members.models import Membership


@never_cache
@require_safe
@requires("staff.invite")
def list_staff(request: StaffRequest) -> HttpResponse:
    practices: dict[int, list[str]] = defaultdict(list)
    memberships = Membership.objects.valid_on(clock.today()).select_related("practice").order_by("practice__name")
    for membership in memberships:
        practices[membership.user_id].append(membership.practice.name)
    staff = [(user, ", ".join(practices[user.pk])) for user in User.objects.order_by("name", "pk")]
    return render(request, "members/list_staff.html", {"staff": staff})
