"""Signing up by oneself: the web keeps what was typed, sealed, and a worker takes it in.

So page, time and words are the same, whether or not somebody is known: what is known is looked up where nobody waits.
"""

import json
import logging
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.views.decorators.debug import sensitive_variables

from cohort.audit.actions import record
from cohort.common import clock
from cohort.common.nudges import nudge
from cohort.members.actions import own_links
from cohort.members.models import ContactDetails, Participant, Practice
from cohort.members.queries import known
from cohort.outbox.actions.enqueue import enqueue
from cohort.outbox.models import Message
from recruitment.actions.enrol import MESSAGE
from recruitment.models import Arrival, Channel, Claim, JoinRequest

logger = logging.getLogger(__name__)

TASK = "recruitment.take_in"
WORKER = "system:worker"
AGAIN = "again"
MOST_AGAIN, WITHIN = 3, timedelta(hours=1)
# So long a row that cannot be taken in is tried; then it goes, with what was typed.
LONGEST = timedelta(days=3)


@dataclass(frozen=True)
class Given:
    """What somebody typed who signs up: one address is enough, and a practice may be chosen, named, or neither."""

    name: str
    birth_date: date
    language: str
    email: str = ""
    mobile: str = ""
    practice: int | None = None
    named: str = ""

    def to_json(self) -> str:
        return json.dumps(asdict(self) | {"birth_date": self.birth_date.isoformat()}, ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> "Given":
        values = json.loads(text)
        return cls(**values | {"birth_date": date.fromisoformat(values["birth_date"])})


@sensitive_variables()
@transaction.atomic
def ask(*, channel: Channel, given: Given) -> None:
    """Keep what was typed until a worker takes it in, soon. The same work, whoever it is."""
    JoinRequest.objects.create(channel=channel, given=given.to_json())
    nudge(TASK)


def take_in_waiting() -> int:
    """Take in whoever has signed up, the first ones first; how many. Several workers may do this at once.

    One that cannot be taken in keeps none of the others waiting.
    """
    done = 0
    for pk in _waiting():
        try:
            done += take_in(request=pk)
        except Exception as error:  # its text may name people
            logger.error("a sign-up could not be taken in: %s", type(error).__name__)
    return done


@transaction.atomic
def _waiting() -> list[UUID]:
    return list(JoinRequest.objects.order_by("asked_at").values_list("pk", flat=True))


@sensitive_variables()
@transaction.atomic
def take_in(*, request: UUID) -> bool:
    """Take in one sign-up and forget what was typed; False where another worker has it or had it.

    Somebody new becomes a participant without a practice. Who takes part already gets a link, and stays one person.
    """
    row = JoinRequest.objects.select_for_update(skip_locked=True, of=("self",)).filter(pk=request).first()
    if row is None:
        return False
    if clock.now() - row.asked_at > LONGEST:
        record(by=WORKER, action="sign_up.given_up", subject=f"channel:{row.channel_id}", purpose="enrolment")
    else:
        _one(row, Given.from_json(row.given))
    row.delete()
    return True


@sensitive_variables()
def _one(row: JoinRequest, given: Given) -> None:
    same = known(birth_date=given.birth_date, email=given.email, mobile=given.mobile)
    if same:
        _known(Participant.objects.select_related("merged_into").get(pk=same[0].pk), given)
        return
    try:
        with transaction.atomic():
            _new(row, given)
    except IntegrityError:
        # Enrolled in the same moment; or the random number was taken, and the next sweep takes another.
        if not (same := known(birth_date=given.birth_date, email=given.email, mobile=given.mobile)):
            raise
        _known(Participant.objects.select_related("merged_into").get(pk=same[0].pk), given)


@sensitive_variables()
def _new(row: JoinRequest, given: Given) -> None:
    participant = Participant.objects.create(
        practice=Practice.objects.unlisted(),
        language=given.language,
        birth_year=given.birth_date.year,
        enrolled_at=clock.now(),
        enrolled_by=None,
    )
    ContactDetails.objects.create(
        participant=participant,
        name=given.name,
        birth_date=given.birth_date.isoformat(),
        email=given.email,
        mobile=given.mobile,
    )
    Arrival.objects.create(participant=participant, channel_id=row.channel_id, at=row.asked_at)
    practice = Practice.objects.filter(pk=given.practice or 0, provider_number__isnull=False).first()
    state = _state(practice, given.named)
    waits = state == Claim.State.WAITING
    Claim.objects.create(
        participant=participant,
        practice=practice,
        named="" if practice else given.named,
        name=given.name if waits else "",
        birth_date=given.birth_date.isoformat() if waits else "",
        state=state,
        asked_at=row.asked_at,
    )
    record(
        by=participant.actor,
        action="participant.signed_up",
        subject=participant.actor,
        purpose="enrolment",
        channel=row.channel_id,
        email=bool(given.email),
        mobile=bool(given.mobile),
        practice_is=str(state),
    )
    enqueue(kind=MESSAGE, recipient=participant.actor)


def _state(practice: Practice | None, named: str) -> Claim.State:
    if practice is None:
        return Claim.State.OUTSIDE if named else Claim.State.ALONE
    return Claim.State.WAITING if practice.takes_part else Claim.State.OUTSIDE


def _known(participant: Participant, given: Given) -> None:
    """Who has decided gets the way to their own page, who has not the link to decide; so many an hour, and no more."""
    person = participant.merged_into or participant
    record(by=person.actor, action="participant.signed_up_again", subject=person.actor, purpose="enrolment")
    if person.consents.exists():
        own_links.ask(birth_date=given.birth_date, email=given.email, mobile=given.mobile)
    else:
        send_again(participant=person)


@transaction.atomic
def send_again(*, participant: Participant) -> bool:
    """The link to decide once more, by a message of its own; False where enough of them went out lately."""
    lately = Message.objects.filter(
        recipient=participant.actor, kind=MESSAGE, created_at__gt=clock.now() - WITHIN, about__startswith=AGAIN
    )
    if lately.count() >= MOST_AGAIN:
        return False
    return enqueue(kind=MESSAGE, recipient=participant.actor, about=f"{AGAIN}:{uuid4()}")
