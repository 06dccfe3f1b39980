"""The courier of invitations, reminders and links to go on with: the words of a message about an assignment.

Composing the letter issues its link: the database keeps what a link hashes to, so the letter is the only place
where the link itself ever stands, and it can be made no sooner than the letter.
"""

import math

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from cohort.common import clock
from cohort.common.urls import absolute
from cohort.members import correspondence
from cohort.members.actions import choices, links
from cohort.members.models import PersonalLink
from cohort.outbox.letters import Letter, write, write_sms
from cohort.outbox.models import Message
from questionnaires.actions.messages import CONTINUATION, REMINDER, find, wanted
from questionnaires.definition import timing
from questionnaires.models import Assignment
from questionnaires.models.wording import shown_definition

SENDER = "system:worker"

__all__ = ["compose", "wanted"]


def compose(message: Message) -> Letter:
    """The letter, with a fresh link that lives as long as the window; the one sent before stops working."""
    assignment = find(message)
    if assignment is None:
        raise LookupError("a message without its assignment was not dropped")
    participant = assignment.participant
    to = correspondence.address(participant)
    token = links.issue(
        participant=participant,
        purpose=PersonalLink.Purpose.ANSWER,
        about=str(assignment.uuid),
        expires_at=assignment.closes_at,
        by=SENDER,
        channel=correspondence.channel_of(to),
    )
    link = absolute(reverse("questionnaires:open_questionnaire", args=[token]))
    with override(participant.language):
        return _letter(assignment, message, to, link)


def _letter(assignment: Assignment, message: Message, to: str, link: str) -> Letter:
    participant = assignment.participant
    minutes = math.ceil(timing.minutes(shown_definition(assignment.version, clock.today(), "web")))
    if correspondence.gets_sms(to):
        return write_sms(to=to, sender=correspondence.signature(participant), words=_short(minutes), link=link)
    names = {"inviter": correspondence.inviter(participant), "minutes": minutes}
    subject, about = _beginning(message.kind)
    return write(
        to=to,
        sender=correspondence.signature(participant),
        subject=subject,
        opening=[
            correspondence.greeting(participant),
            about % names,
            _("You can take a break and come back with the same link. You may skip any question."),
        ],
        link=link,
        button=_("Answer now"),
        closing=[
            _("You can answer until %(day)s. The link is yours alone, so please do not pass it on.")
            % {"day": correspondence.day(assignment.closes_at)},
            correspondence.whom_to_ask(),
            _("Taking part is your own choice. You can stop at any time, and your care stays the same."),
            _("Kind regards,\n%(practice)s") % {"practice": correspondence.signature(participant)},
        ],
        aside=choices.aside(participant=participant, message=message, to=to, by=SENDER),
    )


def _beginning(kind: str) -> tuple[str, str]:
    """The subject, and the sentence that says why we write."""
    if kind == CONTINUATION:
        return _("Your link to go on"), _("Here is your link to go on where you stopped. What you answered is saved.")
    if kind == REMINDER:
        return _("You can still answer"), _(
            "%(inviter)s asked you some questions. There is still time to answer. It takes about %(minutes)s min."
        )
    return _("A few questions for you"), _(
        "%(inviter)s has some new questions for you. It takes about %(minutes)s min."
    )


def _short(minutes: int) -> str:
    """The words of a text message, before its link."""
    return _("%(sender)s has some questions for you, about %(minutes)s min:").replace("%(minutes)s", str(minutes))
