"""Somebody who signs up, for tests: the page, the worker, and the letter that comes of it."""

from datetime import date
from typing import Any

from django.core.cache import cache
from django.test import Client

from cohort.members.models import Participant, Practice
from recruitment.actions import join
from recruitment.actions.join import Given
from recruitment.models import Channel
from tests import factories

TYPED = {"name": "Niels Vang", "birth_date": "03-02-1961", "address": "niels@test.example", "no_practice": "on"}


def channel(practice: Practice | None = None) -> Channel:
    if practice is not None:
        return Channel.objects.create(kind="waiting_room", practice=practice)
    return Channel.objects.create(kind="gym", name="Kraftværket")


def sign_up(code: str, **typed: str) -> Any:
    """The answer to the form sent, an empty field left out."""
    cache.clear()
    fields = {name: value for name, value in (TYPED | typed).items() if value}
    return Client().post(f"/x/{code}/join/", fields)


def signed_up(practice: Practice | None = None, *, consents: bool = True, **given: Any) -> Participant:
    """Somebody taken in who says that this practice is theirs."""
    details: dict[str, Any] = {
        "name": "Niels Vang",
        "birth_date": date(1961, 2, 3),
        "language": "da",
        "email": "niels@test.example",
        "practice": practice.pk if practice else None,
    }
    join.ask(channel=channel(), given=Given(**(details | given)))
    assert join.take_in_waiting() == 1
    participant = Participant.objects.latest("pk")
    return factories.consenting(participant) if consents else participant
