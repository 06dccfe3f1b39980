"""A cluster for tests, with something of everything that the study office keeps about it."""

from datetime import date, timedelta
from itertools import count

from cohort.accounts.models import Role, User
from cohort.common import clock
from cohort.members.models import Cluster, ClusterAddress, Membership, Region
from recruitment.actions.clusters import requests, talks, writing
from recruitment.models import PracticeRequest
from tests import factories

_numbers = count(900_000)


def bare(name: str = "Klynge Syd", region: str = "Region Syddanmark") -> Cluster:
    """A cluster with a sender and one address, to which nobody has written."""
    place, _made = Region.objects.get_or_create(name=region, starts_on=date(2007, 1, 1))
    found = Cluster.objects.create(
        name=name,
        region=place,
        chair_name="Ole Friis",
        chair_email="ole@cluster.example",
        sender_name="Karen Holst",
        sender_email="karen@cluster.example",
    )
    ClusterAddress.objects.create(cluster=found, email=f"list{next(_numbers)}@cluster.example")
    return found


def cluster(by: User | None = None) -> Cluster:
    """A cluster that was called, with a talk planned and a practice that asks to take part."""
    office = by or factories.staff(Role.STUDY_OFFICE)
    found = bare()
    writing.log_contact(cluster=found, kind="call", outcome="not_reached", note="", by=office)
    talks.plan(cluster=found, day=clock.today() + timedelta(days=10), speaker="Karen Holst", by=office)
    ask(found)
    return found


def ask(cluster: Cluster, **typed: object) -> PracticeRequest:
    """Somebody of a practice asks to take part, on that cluster's page."""
    number = next(_numbers)
    details: dict[str, object] = {
        "name": "Lise Kjær",
        "email": f"lise{number}@practice.example",
        "tutor": "",
        "position": Membership.Position.DOCTOR,
        "provider_number": str(number),
        "practice_name": "Lægerne i Byen",
        "region": cluster.region,
        "language": "da",
    }
    requests.receive(code=cluster.code, cluster=cluster, **(details | typed))  # type: ignore[arg-type]
    return PracticeRequest.objects.latest("at")
