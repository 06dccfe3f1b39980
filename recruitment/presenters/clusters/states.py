"""How far each cluster has come, and which one to write to again or call."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from django.conf import settings
from django.db.models import Count, Q, Sum
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cohort.common import clock
from cohort.members.models import Cluster, Practice, Region
from recruitment.models import ClusterContact, PracticeRequest, SignUpDay, Talk


class State(StrEnum):
    NOT_WRITTEN = "not_written"
    WRITTEN = "written"
    ANSWERED = "answered"  # said something
    SIGNED_UP = "signed_up"  # a practice of it has asked to take part, or takes part
    DECLINED = "declined"


LABELS: dict[State, Promise] = {
    State.NOT_WRITTEN: _("Not written to yet"),
    State.WRITTEN: _("Written to"),
    State.ANSWERED: _("Answered"),
    State.SIGNED_UP: _("Practices sign up"),
    State.DECLINED: _("Said no"),
}
# What counts as an answer; not being reached does not.
ANSWERS = frozenset({"later", "interested", "talk"})


@dataclass(frozen=True)
class Standing:
    """One cluster as it stands today."""

    cluster: Cluster
    region: Region
    state: State
    practices: int
    taking_part: int
    next_talk: date | None
    last_contact: date | None
    is_due: bool  # written to or called so long ago, nobody signed up, and no "no": write again or call
    opened: int  # of its sign-up page
    requests: int

    @property
    def label(self) -> str:
        return str(LABELS[self.state])


def standings(clusters: Iterable[Cluster] | None = None) -> list[Standing]:
    """Every cluster, or those given: the ones to follow up first, then by name."""
    today = clock.today()
    chosen = list(Cluster.objects.select_related("region__successor") if clusters is None else clusters)
    keys = [cluster.pk for cluster in chosen]
    places = {
        row["cluster"]: row
        for row in Practice.objects.filter(cluster__in=keys)
        .values("cluster")
        .annotate(all=Count("pk"), joined=Count("pk", filter=Q(takes_part=True)))
    }
    contacts: dict[int, list[ClusterContact]] = defaultdict(list)
    for contact in ClusterContact.objects.filter(cluster__in=keys).order_by("at", "pk"):
        contacts[contact.cluster_id].append(contact)
    talks: dict[int, date] = {}
    planned = Talk.objects.filter(cluster__in=keys, state=Talk.State.PLANNED, day__gte=today).order_by("-day")
    for talk in planned:
        if talk.cluster_id is not None:
            talks[talk.cluster_id] = talk.day
    asked = _counted(PracticeRequest.objects.filter(cluster__in=keys), "cluster", Count("pk"))
    opened = _counted(SignUpDay.objects.filter(code__in=[one.code for one in chosen]), "code", Sum("opened"))
    found = []
    for cluster in chosen:
        row = places.get(cluster.pk, {"all": 0, "joined": 0})
        log = contacts[cluster.pk]
        state = state_of(log, signed_up=bool(row["joined"] or asked.get(cluster.pk)))
        last = log[-1].at.astimezone(clock.COPENHAGEN).date() if log else None
        found.append(
            Standing(
                cluster=cluster,
                region=cluster.region.on(today),
                state=state,
                practices=row["all"],
                taking_part=row["joined"],
                next_talk=talks.get(cluster.pk),
                last_contact=last,
                is_due=is_due(state, last, today),
                opened=opened.get(cluster.code, 0),
                requests=asked.get(cluster.pk, 0),
            )
        )
    return sorted(found, key=lambda one: (not one.is_due, one.cluster.name.casefold(), one.cluster.pk))


def state_of(log: list[ClusterContact], *, signed_up: bool) -> State:
    """Where a cluster stands after those contacts, in the order they were made."""
    if signed_up:
        return State.SIGNED_UP
    if log and log[-1].outcome == ClusterContact.Outcome.DECLINED:
        return State.DECLINED
    if any(contact.outcome in ANSWERS for contact in log):
        return State.ANSWERED
    return State.WRITTEN if log else State.NOT_WRITTEN


def is_due(state: State, last_contact: date | None, today: date) -> bool:
    """Whether to write again or call: nobody signed up or said no, and the last contact is so many days ago."""
    if last_contact is None or state in (State.SIGNED_UP, State.DECLINED):
        return False
    return today - last_contact >= timedelta(days=settings.CLUSTER_ASK_AGAIN_DAYS)


def _counted(rows, key: str, what) -> dict:  # type: ignore[no-untyped-def,type-arg]
    """One number for each value of a column."""
    return {row[key]: row["n"] or 0 for row in rows.values(key).annotate(n=what)}
