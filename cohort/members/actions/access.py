"""Changing what somebody who signs in may reach. Each change ends their sessions: the next request asks anew."""

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
from cohort.members.actions.staff import PRACTICE_ROLES, PURPOSE
from cohort.members.models import Membership, Practice
from cohort.outbox.actions.enqueue import enqueue


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
    """Another role. Memberships end with a role that belongs to no practice.

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
    if role not in PRACTICE_ROLES:
        for membership in memberships:
            _end(membership, by)


@transaction.atomic
def add_membership(*, user: User, practice: Practice, by: User) -> None:
    """Working in that practice from today. Raises Refusal: own_access, member_already."""
    _change(user, by)
    if Membership.objects.valid_on(clock.today()).filter(user=user, practice=practice).exists():
        raise Refusal("member_already", _("This person works there already."))
    Membership.objects.create(user=user, practice=practice, starts_on=clock.today())
    record(by=by.actor, action="membership.began", subject=user.actor, purpose=PURPOSE, practice=practice.pk)


@transaction.atomic
def end_membership(*, membership: Membership, by: User) -> None:
    """Not working there from today. Raises Refusal: own_access."""
    _change(membership.user, by)
    _end(membership, by)


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


def _end(membership: Membership, by: User) -> None:
    """A membership that began today never held for a whole day: it goes, and the audit alone remembers it."""
    if membership.starts_on >= clock.today():
        membership.delete()
    else:
        membership.ends_on = clock.today()
        membership.save(update_fields=["ends_on"])
    record(
        by=by.actor,
        action="membership.ended",
        subject=membership.user.actor,
        purpose=PURPOSE,
        practice=membership.practice_id,
    )
