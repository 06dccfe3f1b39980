"""Enrolling the patient in front of the clinician, and handing the invitation over."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Model
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_variables

from cohort.accounts.models import User
from cohort.accounts.permissions import may
from cohort.audit.actions import record, together
from cohort.common import clock
from cohort.common.errors import NotAllowed, Refusal
from cohort.common.postgresql.together import insert_together
from cohort.members.actions import links
from cohort.members.models import ContactDetails, Participant, PersonalLink, Practice
from cohort.members.queries import Known, known
from cohort.members.typed import ADULT, OLDEST, age_on
from cohort.outbox.actions import enqueue
from recruitment.actions import channels
from recruitment.models import Arrival, Channel, ScreeningEntry

LINK_LIFETIME = timedelta(days=28)
# What is handed over on the screen, in the order of Invitation.
LIFETIMES = {PersonalLink.Purpose.START: LINK_LIFETIME, PersonalLink.Purpose.CODE: links.CODE_LIFETIME}
ON_SCREEN = "screen"
MESSAGE = "enrolment"
PURPOSE = "enrolment"  # why somebody's data were typed or looked up here, as the audit says it
ATTEMPTS = 3


@dataclass(frozen=True)
class Invitation:
    """What is handed over on the screen: shown once, stored nowhere in the clear."""

    token: str
    code: str


@dataclass(frozen=True)
class Enrolled:
    participant: Participant
    invitation: Invitation


class AlreadyEnrolled(Refusal):
    """The person takes part already, in a practice whose participants the clinician sees."""

    def __init__(self, participant: Participant) -> None:
        super().__init__("already_enrolled", _("This person takes part already."))
        self.participant = participant


@sensitive_variables()
def register(
    *,
    practice: Practice,
    name: str,
    birth_date: date,
    email: str,
    mobile: str,
    language: str,
    by: User,
    cpr: str = "",
    phone: str = "",
    address: str = "",
    seconds: int | None = None,
) -> Enrolled:
    """Enrol one person and make their links. `cpr`: ten digits of that birth date, or nothing.

    With neither e-mail nor mobile they take part by phone and paper, with the study office: `phone` or `address`.
    `seconds` from opening the page until now go into the screening log, which knows nobody.

    Raises NotAllowed outside the clinician's own practices, AlreadyEnrolled for somebody the clinician can see,
    and Refusal with one of the codes not_adult, birth_date_unlikely, no_address, not_here (takes part somewhere
    else: the sentence does not say so, the attempt is audited).
    """
    if not may(by, "participant.enrol", practice):
        raise NotAllowed("not_your_practice", _("You can enrol people in the practices where you work."))
    _check(birth_date, email or mobile or phone or address)
    for attempt in range(ATTEMPTS):
        if same := known(birth_date=birth_date, email=email, mobile=mobile, cpr=cpr):
            raise _refuse_again(same, practice, by)
        try:
            return _enrol(
                practice=practice,
                contact=ContactDetails(
                    name=name,
                    birth_date=birth_date.isoformat(),
                    email=email,
                    mobile=mobile,
                    phone=phone,
                    address=address,
                    cpr=cpr,
                ),
                birth_year=birth_date.year,
                language=language,
                by=by,
                seconds=seconds,
            )
        except IntegrityError:
            # Somebody else enrolled the same person meanwhile, or the random study number was taken: look again.
            if attempt + 1 == ATTEMPTS:
                raise
    raise AssertionError("the last attempt returns or raises")


@transaction.atomic
def invite_again(*, participant: Participant, by: User) -> Invitation:
    """A fresh link and code for the screen; those shown before stop working."""
    record(
        by=by.actor,
        action="participant.invited_again",
        subject=participant.actor,
        purpose=PURPOSE,
        practice=participant.practice_id,
    )
    return _invitation(participant, by)


def is_written_to(*, email: str, mobile: str) -> bool:
    """Whether a message can leave: to an e-mail address, or to a mobile where text messages are set up."""
    return bool(email or (mobile and settings.SMS_MAIL_DOMAIN))


def _check(birth_date: date, reach: str) -> None:
    age = age_on(birth_date, clock.today())
    if age < 0 or age > OLDEST:
        raise Refusal("birth_date_unlikely", _("Check the birth date: this would be nobody's age."))
    if age < ADULT:
        raise Refusal("not_adult", _("Rygvej is for people who are 18 or older."))
    if not reach:
        raise Refusal("no_address", _("Write how we can reach the patient: e-mail, mobile, phone or post."))


@sensitive_variables()
@transaction.atomic
@together()
def _enrol(
    *, practice: Practice, contact: ContactDetails, birth_year: int, language: str, by: User, seconds: int | None
) -> Enrolled:
    now = clock.now()
    online = bool(contact.email or contact.mobile)
    participant = Participant.objects.create(
        practice=practice,
        language=language,
        birth_year=birth_year,
        enrolled_at=now,
        enrolled_by=by,
        way=Participant.Way.ONLINE if online else Participant.Way.OFFICE,
    )
    contact.participant_id = participant.pk  # not the row itself, which is not added by itself and learns no key
    contact.set_keys()
    there = Channel.objects.filter(practice=practice, kind=Channel.Kind.CONSULTATION, ended_at=None).first()
    channel = there or channels.of_practice(practice=practice, kind="consultation")
    rows: list[Model] = [
        contact,
        Arrival(participant=participant, channel=channel, at=now),
        ScreeningEntry(practice=practice, outcome=ScreeningEntry.Outcome.ENROLLED, seconds=seconds, at=now),
    ]
    record(
        by=by.actor,
        action="participant.enrolled",
        subject=participant.actor,
        purpose=PURPOSE,
        practice=practice.pk,
        email=bool(contact.email),
        mobile=bool(contact.mobile),
        cpr=bool(contact.cpr),
        way=participant.way,
    )
    issued = [
        links.first(participant=participant, purpose=purpose, about=ON_SCREEN, expires_at=now + lifetime, by=by.actor)
        for purpose, lifetime in LIFETIMES.items()
    ]
    rows += [link for _token, link in issued]
    if is_written_to(email=contact.email, mobile=contact.mobile):
        rows.append(enqueue.first(kind=MESSAGE, recipient=participant.actor))
    insert_together(rows)
    return Enrolled(participant, Invitation(*(token for token, _link in issued)))


def _invitation(participant: Participant, by: User) -> Invitation:
    now = clock.now()
    return Invitation(
        *(
            links.issue(
                participant=participant, purpose=purpose, about=ON_SCREEN, expires_at=now + lifetime, by=by.actor
            )
            for purpose, lifetime in LIFETIMES.items()
        )
    )


@transaction.atomic
def _refuse_again(same: list[Known], practice: Practice, by: User) -> Refusal:
    """The refusal to raise. It is audited here, in a transaction that stays: raising would roll it back."""
    mine = Participant.objects.visible_to(by).filter(pk__in=[one.pk for one in same]).order_by("enrolled_at").first()
    if mine is not None:
        record(
            by=by.actor, action="participant.enrolled_twice", subject=mine.actor, purpose=PURPOSE, practice=practice.pk
        )
        return AlreadyEnrolled(mine)
    # Not `practice=`: whoever works where the attempt was made would then read the row, and whom it is about.
    record(
        by=by.actor,
        action="participant.enrolled_elsewhere",
        subject=same[0].actor,
        purpose=PURPOSE,
        tried_at=practice.pk,
    )
    return Refusal(
        "not_here", _("This enrolment needs the study office. Call them, and they will help you and the patient on.")
    )
