"""The synthetic cohort, made through the program's own actions at moments in the past."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from random import Random
from uuid import uuid4

from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP
from django.db import transaction

from cohort.accounts.models import User
from cohort.common import clock
from cohort.config.demo import answering, clusters, consult, joining, people, recruiting, staff
from cohort.members.actions import consent, positions
from cohort.members.models import ConsentText, Membership, Participant, Practice, Region, Scope
from pathways.actions import record
from questionnaires.actions import answers
from questionnaires.models import Assignment, Version
from recruitment.actions import begin, enrol

PARTICIPANTS = 48
SINCE_DAYS = 210


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    with clock.use(lambda: moment):
        yield


@transaction.atomic
def seed_staff() -> dict[str, User]:
    """Regions, practices, and everybody who can sign in; by e-mail."""
    practices = {}
    for name, (provider_number, region) in staff.PRACTICES.items():
        place, _ = Region.objects.get_or_create(name=region, starts_on=date(2007, 1, 1))
        practices[name], _ = Practice.objects.get_or_create(
            provider_number=provider_number, defaults={"name": name, "region": place, "phone": "12 34 56 78"}
        )
    users = {}
    for person in staff.STAFF:
        user = User(email=person.email, name=person.name, role=person.role)
        user.set_password(staff.PASSWORD)
        user.save()
        EmailAddress.objects.create(user=user, email=person.email, verified=True, primary=True)
        TOTP.activate(user, staff.TOTP_SECRET)
        if person.practice:
            Membership.objects.create(
                user=user,
                practice=practices[person.practice],
                position=positions.FITTING[person.role][0],
                starts_on=date(2020, 1, 1),
            )
        users[person.email] = user
    clusters.seed(users["studie@demo.example"])
    return users


def seed_participants(users: dict[str, User], told: Callable[[int, int], None]) -> None:
    """Enrolled over the last months, answering as people do: most of them, most of the time."""
    random = Random(20260101)  # noqa: S311 - synthetic people, the same on every machine
    clinicians = [users[person.email] for person in staff.STAFF if person.practice and "sygepl" not in person.email]
    for number in range(PARTICIPANTS):
        days = round(SINCE_DAYS * (1 - number / PARTICIPANTS)) + 1
        _seed_one(number, clinicians[number % len(clinicians)], clock.now() - timedelta(days=days), random)
        told(number + 1, PARTICIPANTS)
    joining.seed()
    consult.seed(clinicians)
    recruiting.seed(users)


@transaction.atomic
def _seed_one(number: int, clinician: User, start: datetime, random: Random) -> None:
    person = people.draw(random, number, start.date())
    level = min(max(random.gauss(0.5, 0.18), 0.1), 0.95)
    practice = Practice.objects.get(memberships__user=clinician)
    with at(start):
        participant = enrol.register(
            practice=practice,
            name=person.name,
            birth_date=person.birth_date,
            email=person.email,
            mobile=person.mobile,
            language=person.language,
            by=clinician,
            seconds=consult.seconds(number),
        ).participant
    if random.random() < 0.07:
        return  # enrolled, not yet decided
    with at(start + timedelta(minutes=5)):
        _consent(participant, random)
        begin.begin(participant=participant)
    _answer(participant, "baseline_a", start + timedelta(minutes=15), level, random)
    if number % 6:
        _answer(participant, "baseline_b", start + timedelta(days=4), level, Random(number))  # noqa: S311 - as above
    if random.random() < 0.9 and participant.allows(Scope.RECORD):
        moment = start + timedelta(minutes=20)
        with at(moment):
            version = Version.objects.current("gp_first")
            record.capture(
                participant=participant,
                version=version,
                form=uuid4(),
                answers=answering.answer(version.definition, level, random, moment.date()),
                by=clinician,
                seconds=consult.record_seconds(number),
            )
    if random.random() < 0.75:
        better = level * random.uniform(0.4, 1.05)
        _answer(participant, "week_2", start + timedelta(days=14 + random.randrange(6), hours=3), better, random)


def _consent(participant: Participant, random: Random) -> None:
    choices = {scope: random.random() < 0.85 for scope in Scope} | {Scope.QUESTIONNAIRES: True}
    consent.decide(
        participant=participant,
        text=ConsentText.objects.valid_on(clock.today()),
        choices=choices,
        language=participant.language,
    )


def _answer(participant: Participant, slug: str, moment: datetime, level: float, random: Random) -> None:
    """Answer the open assignment of that instrument at `moment`, unless that lies ahead."""
    if moment > clock.now():
        return
    assignment = (
        Assignment.objects.open_at(moment)
        .select_related("version__instrument", "participant")
        .filter(participant=participant, version__instrument__slug=slug)
        .first()
    )
    if assignment is None:
        return
    with at(moment):
        given = answering.answer(assignment.version.definition, level, random, moment.date())
        answers.save(assignment=assignment, patch=given, now=clock.now(), how=answers.Manner(participant.language))
        answers.submit(assignment=assignment, by=participant.actor)
