"""Links to sign up by that belong to no cluster, and how often each sign-up page is opened."""

from django.db import transaction
from django.db.models import F

from cohort.accounts.models import User
from cohort.audit.actions import record
from cohort.common import clock
from recruitment.models import SignUpDay, SignUpLink


@transaction.atomic
def add(*, name: str, sender_name: str, by: User) -> SignUpLink:
    """A link of its own for one group or place, in the name of a colleague (R11, R12)."""
    link = SignUpLink.objects.create(name=name, sender_name=sender_name)
    record(by=by.actor, action="sign_up_link.added", subject=f"sign_up_link:{link.pk}")
    return link


@transaction.atomic
def end(*, link: SignUpLink, by: User) -> None:
    """Nobody signs up by it any more; what came by it stays counted."""
    if link.ended_at is None:
        link.ended_at = clock.now()
        link.save(update_fields=["ended_at"])
        record(by=by.actor, action="sign_up_link.ended", subject=f"sign_up_link:{link.pk}")


@transaction.atomic
def count_opened(*, code: str) -> None:
    """One more opening today, by Copenhagen's day. A count of nobody."""
    SignUpDay.objects.bulk_create([SignUpDay(code=code, day=clock.today())], ignore_conflicts=True)
    SignUpDay.objects.filter(code=code, day=clock.today()).update(opened=F("opened") + 1)
