"""Changing what somebody who signs in may reach. Each change ends their sessions: the next request asks anew."""

from datetime import date, timedelta
from uuid import uuid4

from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from cohort.accounts.mail import PASSWORD_RESET
from cohort.accounts.models import Identity, User
from cohort.audit.actions import record
from cohort.common import clock
from cohort.common.errors import Refusal
from cohort.members.actions import positions
from cohort.members.actions.staff import PRACTICE_ROLES, PURPOSE
from cohort.members.models import Membership, Practice
from cohort.outbox.actions.enqueue import enqueue

FURTHEST = timedelta(days=366)  # that a move is written down ahead


@transaction.atomic
def close(*, user: User, by: User) -> None:
    """Nobody signs in to the account any more; memberships and past acts stay. Raises Refusal: own_access."""
    _change(user, by, is_active=False)
    record(by=by.actor, action="staff.closed", subject=user.actor, purpose=PURPOSE)


@transaction.atomic
def reopen(*, user: User, by: User) -> None:
    """The account works again, with the role, the memberships and the second factor it had."""
    _change(user, by, is_active=True)
    record(by=by.actor, action="staff.reopened", subject=user.actor, purpose=PURPOSE)


@transaction.atomic
def change_role(*, user: User, role: str, by: User) -> None:
    """Another role. Memberships end with a role that belongs to no practice, and take its usual position
    where they have one of another role.

    Raises Refusal: own_access, practice_missing (a role of a practice needs a membership first), role_same.
    """
    held = user.role
    if role == held:
        raise Refusal("role_same", _("This is their role already."))
    memberships = Membership.objects.valid_on(clock.today()).filter(user=user)
    if role in PRACTICE_ROLES and not memberships.exists():
        raise Refusal("practice_missing", _("Add the practice where this person works first."))
    _change(user, by, role=role)
    record(by=by.actor, action="staff.role_changed", subject=user.actor, purpose=PURPOSE, role=role, before=held)
    if role in PRACTICE_ROLES:
        fitting = positions.FITTING[role]
        memberships.exclude(position__in=fitting).update(position=fitting[0], tutor=None)
    else:
        for membership in memberships:
            _end(membership, by, clock.today())


@transaction.atomic
def add_membership(*, user: User, practice: Practice, position: str = "", tutor: User | None = None, by: User) -> None:
    """Working in that practice from today.

    Raises Refusal: own_access, member_already, and those of positions.check.
    """
    _change(user, by)
    _begin(user, practice, position, tutor, clock.today(), by)


@transaction.atomic
def move(*, membership: Membership, practice: Practice, tutor: User | None = None, on: date, by: User) -> None:
    """From that day in another practice and not in this one any more; the position goes along.

    Account, second factor and everything that was done stay the person's; the patients of the practice that is left
    are out of reach from that day. Raises Refusal: own_access, day_past, day_far, member_already, and those of
    positions.check.
    """
    if on < clock.today():
        raise Refusal("day_past", _("This day is over. Choose today or a later day."))
    if on > clock.today() + FURTHEST:
        raise Refusal("day_far", _("Choose a day within a year."))
    user, position = membership.user, membership.position
    _change(user, by)
    _end(membership, by, on)
    _begin(user, practice, position, tutor, on, by)


@transaction.atomic
def end_membership(*, membership: Membership, by: User) -> None:
    """Not working there from today. Raises Refusal: own_access."""
    _change(membership.user, by)
    _end(membership, by, clock.today())


@transaction.atomic
def reset_second_factor(*, user: User, by: User) -> None:
    """For somebody who lost device and recovery codes: the next sign-in begins with setting up. Refusal: own_access.

    Whoever asks may be somebody who has the old password: it ends, and a new one is chosen by a link in a letter.
    """
    _change(user, by, password=make_password(None))
    enqueue(kind=PASSWORD_RESET, recipient=user.actor, about=str(uuid4()))
    Authenticator.objects.filter(user=user).delete()
    Identity.objects.filter(user=user).delete()
    record(by=by.actor, action="second_factor.reset", subject=user.actor, purpose=PURPOSE)


def _change(user: User, by: User, **fields: object) -> None:
    """One change of access, alone at a time; it ends the sessions. Nobody changes their own: the last one stays in."""
    if user.pk == by.pk:
        raise Refusal("own_access", _("You cannot change your own access. Ask another administrator."))
    User.objects.select_for_update(of=("self",), no_key=True).get(pk=user.pk)
    User.objects.filter(pk=user.pk).update(access_round=F("access_round") + 1, **fields)
    user.refresh_from_db()


def _begin(user: User, practice: Practice, position: str, tutor: User | None, on: date, by: User) -> None:
    if Membership.objects.valid_on(on).filter(user=user, practice=practice).exists():
        raise Refusal("member_already", _("This person works there already."))
    position = positions.check(role=user.role, practice=practice, on=on, position=position, tutor=tutor, user=user)
    Membership.objects.create(user=user, practice=practice, position=position, tutor=tutor, starts_on=on)
    record(
        by=by.actor,
        action="membership.began",
        subject=user.actor,
        purpose=PURPOSE,
        practice=practice.pk,
        position=position,
        on=on.isoformat(),
    )


def _end(membership: Membership, by: User, on: date) -> None:
    """A membership that would not hold for a whole day goes, and the audit alone remembers it."""
    if membership.starts_on >= on:
        membership.delete()
    else:
        membership.ends_on = on
        membership.save(update_fields=["ends_on"])
    record(
        by=by.actor,
        action="membership.ended",
        subject=membership.user.actor,
        purpose=PURPOSE,
        practice=membership.practice_id,
        on=on.isoformat(),
    )
