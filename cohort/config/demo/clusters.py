"""Clusters of the demonstration: one won, one written to long ago, one new, and practices that ask to take part."""

from datetime import date, timedelta

from django.db import transaction

from cohort.accounts.models import User
from cohort.common import clock
from cohort.members.models import Cluster, ClusterAddress, Membership, Practice, Region
from recruitment.actions.clusters import requests, sign_up_links, talks, writing

CLUSTERS = (
    ("Klynge Lillebælt", "Region Syddanmark", "Ole Friis", "Karen Holst"),
    ("Klynge Åen", "Region Midtjylland", "Mette Ravn", "Jens Damgaard"),
    ("Klynge Øresund", "Region Hovedstaden", "Palle Lind", ""),
)
PRACTICES = (
    ("Lægehuset Nørregade", "Klynge Lillebælt"),
    ("Lægerne ved Åen", "Klynge Åen"),
)
LISTED = (
    ("Lægerne på Torvet", "045678", "Klynge Lillebælt", "Middelfart"),
    ("Skovbrynets Læger", "056789", "Klynge Åen", "Silkeborg"),
    ("Kystens Lægehus", "067890", "Klynge Øresund", "Helsingør"),
)


@transaction.atomic
def seed(office: User) -> None:
    """Everything is made by the program's own actions, some of it at moments in the past."""
    now, found = clock.now(), {}
    for name, region, chair, sender in CLUSTERS:
        place, _made = Region.objects.get_or_create(name=region, starts_on=date(2007, 1, 1))
        found[name] = cluster = Cluster.objects.create(
            name=name,
            region=place,
            chair_name=chair,
            chair_email=f"{chair.split()[0].lower()}@demo.example",
            sender_name=sender,
            sender_email=f"{sender.split()[0].lower()}@demo.example" if sender else "",
        )
        ClusterAddress.objects.create(cluster=cluster, email=f"klynge{cluster.pk}@demo.example")
    for name, number, cluster_name, town in LISTED:
        cluster = found[cluster_name]
        Practice.objects.create(
            name=name, provider_number=number, region=cluster.region, cluster=cluster, town=town, takes_part=False
        )
    for name, cluster_name in PRACTICES:
        Practice.objects.filter(name=name).update(cluster=found[cluster_name])
    won, waiting = found["Klynge Lillebælt"], found["Klynge Øresund"]
    with clock.use(lambda: now - timedelta(days=40)):
        writing.send_pack(cluster=won, language="da", by=office)
        talk = talks.plan(cluster=won, day=clock.today(), speaker="Karen Holst", by=office)
    with clock.use(lambda: now - timedelta(days=39)):
        talks.settle(talk=talk, state="held", listeners=18, note="Mange spørgsmål om tid", by=office)
    with clock.use(lambda: now - timedelta(days=21)):
        writing.log_contact(cluster=waiting, kind="mail", outcome="", note="", by=office)
    talks.plan(place="Lægedage", day=clock.today() + timedelta(days=12), speaker="Sofie Krogh", by=office)
    link = sign_up_links.add(name="Facebook: Danske praktiserende læger", sender_name="Sofie Krogh", by=office)
    for _visit in range(7):
        sign_up_links.count_opened(code=link.code)
    _ask(won, "Lise Kjær", "doctor", "045678", "Lægerne på Torvet")
    _ask(won, "Mie Lund", "trainee", "012345", "Lægehuset Nørregade", tutor="Karen Holst")


def _ask(cluster: Cluster, name: str, position: str, number: str, practice: str, tutor: str = "") -> None:
    requests.receive(
        code=cluster.code,
        cluster=cluster,
        name=name,
        email=f"{name.split()[0].lower()}@demo.example",
        tutor=tutor,
        position=Membership.Position(position),
        provider_number=number,
        practice_name=practice,
        region=cluster.region,
        language="da",
    )
