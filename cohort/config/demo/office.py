"""What waits on the study office's lists in the demonstration: phone and paper, and somebody enrolled twice."""

from datetime import date

from django.db import transaction

from cohort.accounts.models import Role, User
from cohort.members.actions import duplicates
from cohort.members.models import ConsentText, Participant, Practice, Scope
from recruitment.actions import begin, enrol

BY_POST = (
    ("Karna Toft", date(1944, 11, 2), "+4575550141"),
    ("Aksel Rønde", date(1939, 6, 21), "+4575550142"),
)
TWICE = (("Mette Skovby", "mette@mail.example"), ("Skovby, Mette", "m.skovby@mail.example"))


@transaction.atomic
def seed_office(users: dict[str, User]) -> None:
    """Two people without e-mail and smartphone, one of them decided, and one person under two numbers."""
    doctor = next(user for user in users.values() if user.role == Role.CLINICIAN)
    office = next(user for user in users.values() if user.role == Role.STUDY_OFFICE)
    practice = Practice.objects.get(memberships__user=doctor)
    for name, born, phone in BY_POST:
        _enrolled(name, born, practice, doctor, phone=phone, address="Åvej 3\n7100 Vejle")
    decided = Participant.objects.filter(way=Participant.Way.OFFICE).latest("pk")
    begin.accept(
        participant=decided,
        text=ConsentText.objects.latest("valid_from"),
        choices={scope: scope is not Scope.DIARY for scope in Scope},
        language=decided.language,
        by=office.actor,
        mode="phone",
    )
    for name, address in TWICE:
        _enrolled(name, date(1961, 9, 8), practice, doctor, email=address)
    duplicates.find()


def _enrolled(
    name: str, born: date, practice: Practice, doctor: User, *, email: str = "", phone: str = "", address: str = ""
) -> None:
    enrol.register(
        practice=practice,
        name=name,
        birth_date=born,
        email=email,
        mobile="",
        phone=phone,
        address=address,
        language="da",
        by=doctor,
    )
