"""The line at the end of a message that leads to one's choices: what was said yes to, to change or to stop."""

from datetime import timedelta

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from cohort.common import clock
from cohort.common.urls import absolute
from cohort.members import correspondence
from cohort.members.actions import links
from cohort.members.models import Participant, PersonalLink
from cohort.outbox.letters import Aside
from cohort.outbox.models import Message

# Longer than any questionnaire is open: an old message is where somebody looks who wants to stop.
LIFETIME = timedelta(days=365)


def address(*, participant: Participant, message: Message, to: str, by: str) -> str:
    """A link of this message's own, so that one in an older message goes on working beside it."""
    token = links.issue(
        participant=participant,
        purpose=PersonalLink.Purpose.CHOICES,
        about=f"{message.kind}:{message.pk}",
        expires_at=clock.now() + LIFETIME,
        by=by,
        channel=correspondence.channel_of(to),
    )
    return absolute(reverse(settings.OWN_CHOICES, args=[token]))


def aside(*, participant: Participant, message: Message, to: str, by: str) -> Aside:
    """The line with its link, in the language that is active."""
    return Aside(
        words=_("Stop, or change what you said yes to"),
        link=address(participant=participant, message=message, to=to, by=by),
    )
