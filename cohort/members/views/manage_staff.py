"""One person's access, as the administrator sees and changes it."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from cohort.accounts.access import StaffRequest, requires
from cohort.accounts.models import User
from cohort.common import clock
from cohort.common.errors import Refusal
from cohort.members.actions import access
from cohort.members.forms import MembershipForm, MoveForm, RoleForm
from cohort.members.models import Membership

AUTO_ID = "id_move_{}_%s"  # one form for each membership on the page


@never_cache
@require_safe
@requires("staff.manage")
def show_staff(request: StaffRequest, pk: int) -> HttpResponse:
    return _page(request, get_object_or_404(User, pk=pk))


@require_POST
@requires("staff.manage")
def close_staff(request: StaffRequest, pk: int) -> HttpResponse:
    user = get_object_or_404(User, pk=pk)
    said = _("The account of %(name)s is closed.") % {"name": user.name}
    return _done(request, user, lambda: access.close(user=user, by=request.user), said)


@require_POST
@requires("staff.manage")
def reopen_staff(request: StaffRequest, pk: int) -> HttpResponse:
    user = get_object_or_404(User, pk=pk)
    said = _("The account of %(name)s is open again.") % {"name": user.name}
    return _done(request, user, lambda: access.reopen(user=user, by=request.user), said)


@require_POST
@requires("staff.manage")
def reset_second_factor(request: StaffRequest, pk: int) -> HttpResponse:
    user = get_object_or_404(User, pk=pk)
    said = _("%(name)s sets up a new second step at the next sign-in.") % {"name": user.name}
    return _done(request, user, lambda: access.reset_second_factor(user=user, by=request.user), said)


@require_POST
@requires("staff.manage")
def change_role(request: StaffRequest, pk: int) -> HttpResponse:
    user = get_object_or_404(User, pk=pk)
    form = RoleForm(request.POST)
    if not form.is_valid():
        return _page(request, user, role_form=form)
    role = form.cleaned_data["role"]
    said = _("The role of %(name)s is changed.") % {"name": user.name}
    return _done(request, user, lambda: access.change_role(user=user, role=role, by=request.user), said)


@require_POST
@requires("staff.manage")
def add_membership(request: StaffRequest, pk: int) -> HttpResponse:
    user = get_object_or_404(User, pk=pk)
    form = MembershipForm(request.POST)
    if not form.is_valid():
        return _page(request, user, membership_form=form)
    given = form.cleaned_data
    said = _("%(name)s works in %(practice)s from today.") % {"name": user.name, "practice": given["practice"].name}
    return _done(request, user, lambda: access.add_membership(user=user, **given, by=request.user), said)


@require_POST
@requires("staff.manage")
def end_membership(request: StaffRequest, pk: int, membership: int) -> HttpResponse:
    held = _held(pk, membership)
    said = _("%(name)s does not work in %(practice)s any more.") % {
        "name": held.user.name,
        "practice": held.practice.name,
    }
    return _done(request, held.user, lambda: access.end_membership(membership=held, by=request.user), said)


@require_POST
@requires("staff.manage")
def move_membership(request: StaffRequest, pk: int, membership: int) -> HttpResponse:
    held = _held(pk, membership)
    form = MoveForm(request.POST, auto_id=AUTO_ID.format(held.pk))
    if not form.is_valid():
        return _page(request, held.user, moving=(held.pk, form))
    given = form.cleaned_data
    said = _("%(name)s works in %(practice)s from %(day)s.") % {
        "name": held.user.name,
        "practice": given["practice"].name,
        "day": date_format(given["on"], "DATE_FORMAT"),
    }
    return _done(request, held.user, lambda: access.move(membership=held, **given, by=request.user), said)


def _held(pk: int, membership: int) -> Membership:
    """A membership of that person that holds today or will hold; 404 for others."""
    present = Membership.objects.not_over(clock.today()).select_related("user", "practice")
    return get_object_or_404(present, user=pk, pk=membership)


def _done(request: StaffRequest, user: User, act: Callable[[], None], said: str) -> HttpResponse:
    """Do it and go back to the person's page, which says what was done or why it was not."""
    try:
        act()
    except Refusal as refusal:
        messages.error(request, str(refusal.sentence))
    else:
        messages.success(request, said)
    return redirect("members:show_staff", pk=user.pk)


def _page(
    request: StaffRequest,
    user: User,
    role_form: RoleForm | None = None,
    membership_form: MembershipForm | None = None,
    moving: tuple[int, MoveForm] | None = None,
) -> HttpResponse:
    memberships = Membership.objects.not_over(clock.today()).filter(user=user).select_related("practice", "tutor")
    forms = dict([moving]) if moving else {}
    return render(
        request,
        "members/show_staff.html",
        {
            "person": user,
            "is_self": user.pk == request.user.pk,
            "memberships": [
                (held, forms.get(held.pk) or MoveForm(auto_id=AUTO_ID.format(held.pk)))
                for held in memberships.order_by("starts_on", "practice__name")
            ],
            "today": clock.today(),
            "role_form": role_form or RoleForm(initial={"role": user.role}),
            "membership_form": membership_form or MembershipForm(),
        },
        status=422 if role_form or membership_form or moving else 200,
    )
