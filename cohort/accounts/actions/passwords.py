"""Asking for a new password, which anybody may for any address."""

from uuid import uuid4

from django.db import transaction

from cohort.accounts.mail import PASSWORD_RESET
from cohort.accounts.models import User
from cohort.outbox.actions.enqueue import enqueue

NOBODY = "user:0"  # no such account: the courier finds nobody to write to


@transaction.atomic
def ask_for_new(*, email: str) -> None:
    """A letter waits in the outbox, also where nobody has that address or the account is closed: it goes to nobody."""
    user = User.objects.filter(email=email, is_active=True).first()
    enqueue(kind=PASSWORD_RESET, recipient=user.actor if user else NOBODY, about=str(uuid4()))
