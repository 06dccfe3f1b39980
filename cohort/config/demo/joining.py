"""Some who signed up by themselves: for a practice to confirm, and for the study office to help on."""

from datetime import date

from django.db import transaction

from cohort.common import clock
from cohort.members.actions import consent
from cohort.members.models import ConsentText, Practice, Scope
from recruitment.actions import begin, channels, join
from recruitment.models import Channel, Claim

# Their short addresses in the demonstration: /x/VENTES23/join/ and /x/KRAFT234/join/.
WAITING_ROOM, GYM = "VENTES23", "KRAFT234"
PEOPLE = (
    ("Inger Toft", date(1957, 3, 9), "Lægehuset Nørregade", ""),
    ("Poul Erik Lind", date(1949, 11, 21), "Lægehuset Nørregade", ""),
    ("Mette Sand", date(1984, 6, 2), "", "Lægerne på Torvet i Ribe"),
    ("Hans Ager", date(1971, 8, 17), "", ""),
)


@transaction.atomic
def seed() -> None:
    """Signed up, said yes, and not yet answered by a practice."""
    practice = Practice.objects.get(name=PEOPLE[0][2])
    room = channels.of_practice(practice=practice, kind="waiting_room")
    room.code = WAITING_ROOM
    room.save(update_fields=["code"])
    gym = Channel.objects.create(kind="gym", name="Kraftværket", code=GYM)
    text = ConsentText.objects.valid_on(clock.today())
    for number, (name, birth_date, place, named) in enumerate(PEOPLE):
        given = join.Given(
            name=name,
            birth_date=birth_date,
            language="da",
            email=f"tilmeldt{number}@patient.example",
            practice=practice.pk if place else None,
            named=named,
        )
        join.ask(channel=room if place else gym, given=given)
        join.take_in_waiting()
        participant = Claim.objects.select_related("participant").latest("pk").participant
        consent.decide(participant=participant, text=text, choices=dict.fromkeys(Scope, True), language="da")
        begin.begin(participant=participant)
