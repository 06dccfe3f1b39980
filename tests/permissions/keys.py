"""What stands in the addresses: for each kind of thing, the keys of the one in the world that is asked about."""

from collections.abc import Callable
from typing import Any

from cohort.common import clock
from cohort.common.study_number import new_study_number
from cohort.members.models import Duplicate, Erasure, Membership
from questionnaires.reading import review_links
from recruitment.models import Channel
from tests.permissions.world import World

Key = Callable[[World], dict[str, Any]]


def nothing(_: World) -> dict[str, Any]:
    return {}


def person(world: World) -> dict[str, Any]:
    return {"study_number": world.participant.study_number}


def decision(world: World) -> dict[str, Any]:
    return {"decision": world.participant.decisions.latest("pk").pk}


def certificate(_: World) -> dict[str, Any]:
    erasure, _made = Erasure.objects.get_or_create(
        study_number=new_study_number(), defaults={"choice": "now", "asked_by": "system:test"}
    )
    return {"uuid": erasure.uuid}


def note(world: World) -> dict[str, Any]:
    return person(world) | {"uuid": world.note}


def summary(world: World) -> dict[str, Any]:
    return person(world) | {"pk": world.summary.pk}


def release(world: World) -> dict[str, Any]:
    return {"pk": world.release.pk}


def wording_pack(world: World) -> dict[str, Any]:
    return {"pk": world.pack.pk}


def draft(world: World) -> dict[str, Any]:
    return {"pk": world.draft.pk}


def review(world: World) -> dict[str, Any]:
    return {"token": review_links.new(world.draft, clock.now())}


def pair(world: World) -> dict[str, Any]:
    """The participant and a neighbour, who might be one person."""
    first, second = sorted((world.participant.pk, world.participants["other_participant"].pk))
    return {"pk": Duplicate.objects.get_or_create(first_id=first, second_id=second, alike="inbox")[0].pk}


def sub_study(world: World) -> dict[str, Any]:
    return {"pk": world.sub_study.pk}


def tally(_: World) -> dict[str, Any]:
    return {"table": "age"}


def first_key(_: World) -> dict[str, Any]:
    return {"pk": 1}


def colleague(world: World) -> dict[str, Any]:
    user = world.users["colleague"]
    return {"pk": user.pk if user else 0}


def colleagues_place(world: World) -> dict[str, Any]:
    return colleague(world) | {"membership": Membership.objects.get(user=world.users["colleague"]).pk}


def poster(world: World) -> dict[str, Any]:
    return {"code": world.channel.code}


def claim(world: World) -> dict[str, Any]:
    return {"pk": world.claim.pk}


def outside(world: World) -> dict[str, Any]:
    return {"pk": world.outside.pk}


def start(world: World) -> dict[str, Any]:
    return {"token": world.start_token}


def answer(world: World) -> dict[str, Any]:
    return {"token": world.answer_token}


def diary(world: World) -> dict[str, Any]:
    return {"token": world.diary_token}


def pulse(_: World) -> dict[str, Any]:
    return {"slug": "pulse"}


def page(world: World) -> dict[str, Any]:
    return answer(world) | {"page": "where_sites"}


def assignment(world: World) -> dict[str, Any]:
    return {"uuid": world.participant.assignments.first().uuid}


def their_assignment(world: World) -> dict[str, Any]:
    return person(world) | assignment(world)


def channel(world: World) -> dict[str, Any]:
    return {"code": Channel.objects.get(practice=world.participant.practice, kind="consultation").code}


def slip(world: World) -> dict[str, Any]:
    return channel(world) | {"kind": "slip"}


def cluster(world: World) -> dict[str, Any]:
    return {"pk": world.cluster.pk}


def cluster_address(world: World) -> dict[str, Any]:
    return cluster(world) | {"address": world.cluster.addresses.get().pk}


def talk(world: World) -> dict[str, Any]:
    return {"pk": world.cluster.talks.get().pk}


def asked(world: World) -> dict[str, Any]:
    return {"pk": world.cluster.requests.get().pk}


def sign_up_code(world: World) -> dict[str, Any]:
    return {"code": world.cluster.code}


def sign_up_link(world: World) -> dict[str, Any]:
    return {"code": world.sign_up_link.code}
