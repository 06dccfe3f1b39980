"""Inviting the people who sign in: an account without a password, the place they work, and a letter."""

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from cohort.accounts.mail import STAFF_INVITATION
from cohort.accounts.models import Role, User
from cohort.audit.actions import record
from cohort.common import clock
from cohort.common.errors import Refusal
from cohort.members.actions import positions
from cohort.members.models import Membership, Practice
from cohort.outbox.actions.enqueue import enqueue

# Roles that see participants: those of the practice they belong to.
PRACTICE_ROLES: frozenset[str] = frozenset({Role.CLINICIAN, Role.PRACTICE_STAFF})
PURPOSE = "staff_access"  # why somebody's access was changed, as the audit says it


@transaction.atomic
def invite(
    *,
    email: str,
    name: str,
    role: str,
    practice: Practice | None = None,
    position: str = "",
    tutor: User | None = None,
    by: str,
) -> User:
    """A new account, a member of the practice from today. They choose their password by a link in a letter.

    Raises Refusal: email_known, practice_missing (a role of a practice needs one), practice_not_wanted, and those of
    positions.check.
    """
    email = email.strip().lower()
    if (role in PRACTICE_ROLES) and practice is None:
        raise Refusal("practice_missing", _("Choose the practice where this person works."))
    if role not in PRACTICE_ROLES and practice is not None:
        raise Refusal("practice_not_wanted", _("This role belongs to no practice. Leave the practice empty."))
    if practice is not None:
        position = positions.check(role=role, practice=practice, on=clock.today(), position=position, tutor=tutor)
    user = User(email=email, name=name.strip(), role=role, joined_at=clock.now())
    user.set_unusable_password()
    try:
        with transaction.atomic():
            user.save()
            EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    except IntegrityError:
        raise Refusal("email_known", _("Somebody with this e-mail has access already.")) from None
    if practice is not None:
        Membership.objects.create(user=user, practice=practice, position=position, tutor=tutor, starts_on=clock.today())
    record(
        by=by,
        action="staff.invited",
        subject=user.actor,
        purpose=PURPOSE,
        role=role,
        practice=practice.pk if practice else None,
        position=position if practice else None,
    )
    enqueue(kind=STAFF_INVITATION, recipient=user.actor)
    return user
