"""Talks for practices: planned, and then held before so many listeners, or cancelled."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cohort.accounts.models import User
from cohort.audit.actions import record
from cohort.common import clock
from cohort.common.errors import Refusal
from cohort.members.models import Cluster
from recruitment.models import Talk


@transaction.atomic
def plan(*, cluster: Cluster | None = None, place: str = "", day: date, speaker: str, note: str = "", by: User) -> Talk:
    """A talk in a cluster or somewhere else. Raises Refusal: place_missing."""
    if cluster is None and not place:
        raise Refusal("place_missing", _("Choose the cluster, or write the place."))
    talk = Talk.objects.create(cluster=cluster, place=place, day=day, speaker=speaker, note=note)
    record(by=by.actor, action="talk.planned", subject=f"talk:{talk.pk}", cluster=cluster.pk if cluster else None)
    return talk


@transaction.atomic
def settle(*, talk: Talk, state: str, listeners: int | None = None, note: str = "", by: User) -> None:
    """What became of a talk. Raises Refusal: talk_settled, talk_ahead (it cannot have been held yet)."""
    talk = Talk.objects.select_for_update(of=("self",)).get(pk=talk.pk)
    if talk.state != Talk.State.PLANNED:
        raise Refusal("talk_settled", _("What became of this talk is written down already."))
    if state == Talk.State.HELD and talk.day > clock.today():
        raise Refusal("talk_ahead", _("This talk has not been yet."))
    talk.state = Talk.State(state)
    talk.listeners = listeners if state == Talk.State.HELD else None
    talk.note = note or talk.note
    talk.save(update_fields=["state", "listeners", "note"])
    record(by=by.actor, action="talk.settled", subject=f"talk:{talk.pk}", state=state, listeners=talk.listeners)
