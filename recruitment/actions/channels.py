"""The channels people come in by, and how often each is opened."""

from typing import Literal

from django.db import transaction
from django.db.models import F

from cohort.common import clock
from cohort.members.models import Practice
from recruitment.models import Channel, ChannelDay


@transaction.atomic
def of_practice(*, practice: Practice, kind: Literal["consultation", "waiting_room"]) -> Channel:
    """The practice's own channel of that kind, made at its first use."""
    channel, _made = Channel.objects.get_or_create(practice=practice, kind=kind, ended_at=None)
    return channel


@transaction.atomic
def count_opened(*, channel: Channel) -> None:
    """One more opening today, by Copenhagen's day."""
    ChannelDay.objects.bulk_create(
        [ChannelDay(channel=channel, day=clock.today())],
        ignore_conflicts=True,
    )
    ChannelDay.objects.filter(channel=channel, day=clock.today()).update(opened=F("opened") + 1)
