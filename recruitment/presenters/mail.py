"""The courier of the enrolment mail: the invitation that follows the consultation.

Composing the letter issues its link: the database keeps what a link hashes to, so the letter is the only place
where the link itself ever stands, and it can be made no sooner than the letter.
"""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from cohort.common import clock
from cohort.common.urls import absolute
from cohort.members import correspondence
from cohort.members.actions import choices, links
from cohort.members.models import Participant, PersonalLink
from cohort.outbox.letters import Letter, write, write_sms
from cohort.outbox.models import Message
from recruitment.actions.enrol import LINK_LIFETIME

BY_MAIL = "mail"
SENDER = "system:worker"


def wanted(message: Message) -> str:
    """Empty when the message should go now; otherwise the code of the reason why it should not."""
    participant = _find(message)
    if participant is None:
        return "unknown"
    if participant.consents.exists():
        return "decided"
    if _expires_at(message, participant) <= clock.now():
        return "window_closed"
    if not correspondence.address(participant):
        return "no_address"
    return ""


def compose(message: Message) -> Letter:
    """The letter, with a start link of its own: the one on the doctor's screen goes on working."""
    participant = _find(message)
    if participant is None:
        raise LookupError("a message without its participant was not dropped")
    expires_at = _expires_at(message, participant)
    to = correspondence.address(participant)
    token = links.issue(
        participant=participant,
        purpose=PersonalLink.Purpose.START,
        about=BY_MAIL,
        expires_at=expires_at,
        by=SENDER,
        channel=correspondence.channel_of(to),
    )
    link = absolute(reverse("recruitment:open_link", args=[token]))
    with override(participant.language):
        if correspondence.gets_sms(to):
            words = (
                _("%(sender)s: here is your link:")
                if _is_asked_for(participant)
                else _("%(sender)s invites you to take part:")
            )
            return write_sms(to=to, sender=correspondence.signature(participant), words=words, link=link)
        return _letter(participant, message, to, link, expires_at)


def _letter(participant: Participant, message: Message, to: str, link: str, expires_at: datetime) -> Letter:
    """What the doctor's invitation says, or the answer to who signed up without one."""
    if _is_asked_for(participant):
        subject = _("Your link")
        opening = [
            _("Somebody, probably you, signed up for a study."),
            _("The link shows what it is about, and you decide for yourself. Then come the first questions."),
            _("If it was not you, do nothing. Then you hear no more."),
        ]
    else:
        subject = _("An invitation from your doctor")
        opening = [
            _("%(inviter)s invites you to take part in a study.") % {"inviter": correspondence.inviter(participant)},
            _("The link shows what it is about, and you decide for yourself. Then come the first questions."),
        ]
    return write(
        to=to,
        sender=correspondence.signature(participant),
        subject=subject,
        opening=[correspondence.greeting(participant), *opening],
        link=link,
        button=_("Read more and decide"),
        closing=[
            _("The link works until %(day)s. It is yours alone, so please do not pass it on.")
            % {"day": correspondence.day(expires_at)},
            correspondence.whom_to_ask(),
            _("Taking part is your own choice. You can stop at any time, and your care stays the same."),
            _("Kind regards,\n%(practice)s") % {"practice": correspondence.signature(participant)},
        ],
        aside=choices.aside(participant=participant, message=message, to=to, by=SENDER),
    )


def _is_asked_for(participant: Participant) -> bool:
    """Whether they signed up themselves: nobody invited them."""
    return participant.enrolled_by_id is None


def _find(message: Message) -> Participant | None:
    kind, _colon, study_number = message.recipient.partition(":")
    if kind != "participant":
        return None
    people = Participant.objects.select_related("practice", "contact", "enrolled_by")
    return people.filter(study_number=study_number).first()


def _expires_at(message: Message, participant: Participant) -> datetime:
    """Counted from the enrolment; where the link was sent once more, from then."""
    return (message.created_at if message.about else participant.enrolled_at) + LINK_LIFETIME
