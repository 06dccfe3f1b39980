"""The demonstration's ways in: waiting rooms, clubs and clinics, opened and used over the last weeks."""

from datetime import timedelta
from random import Random

from django.db import transaction

from cohort.accounts.models import Role, User
from cohort.common import clock
from cohort.members.models import Practice
from recruitment.actions import channels
from recruitment.models import Arrival, Channel, ChannelDay

PLACES = (
    ("exercise_club", "Ryg og Vand i Hornbæk", 6),
    ("club_board", "Landsmøde i Ryg og Led", 2),
    ("physiotherapist", "Fysioterapien ved Torvet", 4),
    ("gym", "Kraftværket", 3),
    ("social_media", "Gruppen for unge med ondt i ryggen", 3),
    ("shop_poster", "Købmanden i Hald", 0),
)
DAYS = 42


@transaction.atomic
def seed_ways(users: dict[str, User]) -> None:
    """Each channel with openings over some weeks, and a few of those enrolled already who came by it."""
    random = Random(20260102)  # noqa: S311 - synthetic counts, the same on every machine
    office = next(user for user in users.values() if user.role == Role.STUDY_OFFICE)
    rooms = [
        channels.of_practice(practice=practice, kind="waiting_room")
        for practice in Practice.objects.filter(takes_part=True).order_by("pk")
    ]
    others = [(channels.add(kind=kind, name=name, practice=None, by=office), came) for kind, name, came in PLACES]
    # They signed up by themselves, as far as the counts go: whoever enrolled them has not met them at the club.
    arrivals = list(Arrival.objects.order_by("pk"))
    for channel, came in others:
        for _ in range(came):
            arrival = arrivals.pop(random.randrange(len(arrivals)))
            arrival.channel = channel
            arrival.save(update_fields=["channel"])
    for channel in [*rooms, *(channel for channel, _came in others)]:
        _opened(channel, random)


def _opened(channel: Channel, random: Random) -> None:
    today = clock.today()
    days = random.sample(range(DAYS), k=random.randint(6, 20))
    ChannelDay.objects.bulk_create(
        [ChannelDay(channel=channel, day=today - timedelta(days=day), opened=random.randint(1, 6)) for day in days]
    )
