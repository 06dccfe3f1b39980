"""How far people came by each channel: opened, signed up, said yes, answered. Exact: the office works with them."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, Sum

from cohort.members.models import Consent, Scope
from questionnaires.models import Assignment
from recruitment.models import Arrival, Channel, ChannelDay


@dataclass(frozen=True)
class Way:
    """One channel with its counts. Whoever is known under another number by now is counted under that one alone.

    `opened`: of its page, once a day for each browser. `consented`: those who say yes to questionnaires today.
    `answered`: those who have handed in a questionnaire.
    """

    channel: Channel
    opened: int = 0
    signed_up: int = 0
    consented: int = 0
    answered: int = 0


def ways(channels: Iterable[Channel]) -> list[Way]:
    """Each of them with its counts, in their order, in two statements however many they are."""
    listed = list(channels)
    opened = dict(
        ChannelDay.objects.filter(channel__in=listed).values_list("channel").annotate(Sum("opened")).order_by()
    )
    says_yes = Consent.objects.filter(participant=OuterRef("participant"), scope=Scope.QUESTIONNAIRES, granted=True)
    has_answered = Assignment.objects.filter(
        participant=OuterRef("participant"),
        state=Assignment.State.SUBMITTED,
        respondent=Assignment.Respondent.PARTICIPANT,
        occasion__isnull=False,
    )
    people = (
        Arrival.objects.filter(channel__in=listed, participant__merged_into__isnull=True)
        .annotate(says_yes=Exists(says_yes), has_answered=Exists(has_answered))
        .values("channel")
        .annotate(
            signed_up=Count("pk"),
            consented=Count("pk", filter=Q(says_yes=True)),
            answered=Count("pk", filter=Q(has_answered=True)),
        )
        .order_by()
    )
    came = {
        row["channel"]: (row["signed_up"], row["consented"], row["answered"])
        for row in people.values("channel", "signed_up", "consented", "answered")
    }
    return [Way(one, opened.get(one.pk, 0), *came.get(one.pk, (0, 0, 0))) for one in listed]
