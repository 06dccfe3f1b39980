"""The channels people come in by, and how often each is opened."""

from typing import Literal

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from cohort.accounts.models import User
from cohort.accounts.permissions import may
from cohort.audit.actions import record
from cohort.common import clock
from cohort.common.errors import NotAllowed
from cohort.members.models import Practice
from recruitment.models import Channel, ChannelDay

PURPOSE = "study"  # why channels are made and ended, as the audit says it
OF_PRACTICE: tuple[Literal["consultation", "waiting_room"], ...] = ("consultation", "waiting_room")


@transaction.atomic
def of_practice(*, practice: Practice, kind: Literal["consultation", "waiting_room"]) -> Channel:
    """The practice's own channel of that kind, made at its first use."""
    channel, _made = Channel.objects.get_or_create(practice=practice, kind=kind, ended_at=None)
    return channel


@transaction.atomic
def add(*, kind: str, name: str, practice: Practice | None, by: User) -> Channel:
    """A new way in; of a practice's own two kinds the one that it has already.

    Raises NotAllowed for whoever does not look after channels.
    """
    _check(by)
    if practice is not None and (own := next((one for one in OF_PRACTICE if one == kind), None)):
        channel = of_practice(practice=practice, kind=own)
    else:
        channel = Channel.objects.create(kind=kind, name=name, practice=practice)
    record(
        by=by.actor,
        action="channel.added",
        subject=_subject(channel),
        purpose=PURPOSE,
        practice=channel.practice_id,
        kind=channel.kind,
    )
    return channel


@transaction.atomic
def end(*, channel: Channel, by: User) -> None:
    """From now on its short address leads nowhere; who came by it is remembered. Ending twice is ending once."""
    _check(by)
    held = Channel.objects.select_for_update(of=("self",)).get(pk=channel.pk)
    if held.ended_at is None:
        held.ended_at = clock.now()
        held.save(update_fields=["ended_at"])
        record(
            by=by.actor,
            action="channel.ended",
            subject=_subject(held),
            purpose=PURPOSE,
            practice=held.practice_id,
            kind=held.kind,
        )


@transaction.atomic
def count_opened(*, channel: Channel) -> None:
    """One more opening today, by Copenhagen's day."""
    ChannelDay.objects.bulk_create(
        [ChannelDay(channel=channel, day=clock.today())],
        ignore_conflicts=True,
    )
    ChannelDay.objects.filter(channel=channel, day=clock.today()).update(opened=F("opened") + 1)


def _check(by: User) -> None:
    if not may(by, "channel.manage"):
        raise NotAllowed("not_your_channels", _("The study office looks after the ways in."))


def _subject(channel: Channel) -> str:
    return f"channel:{channel.code}"
