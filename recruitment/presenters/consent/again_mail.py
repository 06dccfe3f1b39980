"""The courier of the question that a new consent text raises: the letter says that there is one, not what about."""

from django.utils.translation import gettext as _
from django.utils.translation import override

from cohort.members import again, correspondence
from cohort.members.actions import choices
from cohort.members.models import Participant
from cohort.outbox.letters import Letter, write, write_sms
from cohort.outbox.models import Message

SENDER = "system:worker"


def wanted(message: Message) -> str:
    """Empty when the message should go now; otherwise the code of the reason why it should not."""
    participant = _find(message)
    if participant is None:
        return "unknown"
    if again.asked(participant) is None:
        return "decided"
    return "" if correspondence.address(participant) else "no_address"


def compose(message: Message) -> Letter:
    """The letter, whose link leads to the choices and nowhere else."""
    participant = _find(message)
    if participant is None:
        raise LookupError("a message without its participant was not dropped")
    to, practice = correspondence.address(participant), participant.practice.name
    link = choices.address(participant=participant, message=message, to=to, by=SENDER)
    with override(participant.language):
        if correspondence.gets_sms(to):
            return write_sms(
                to=to, sender=practice, words=_("%(sender)s: please look at your choices again:"), link=link
            )
        return write(
            to=to,
            sender=practice,
            subject=_("A question about your choices"),
            opening=[
                correspondence.greeting(participant),
                _("We have changed what one of your choices means. So we ask you about it once more."),
                _("It takes a minute. You can also stop there."),
            ],
            link=link,
            button=_("Look at my choices"),
            closing=[
                correspondence.whom_to_ask(),
                _("Taking part is your own choice. You can stop at any time, and your care stays the same."),
                _("Kind regards,\n%(practice)s") % {"practice": practice},
            ],
        )


def _find(message: Message) -> Participant | None:
    people = Participant.objects.select_related("practice", "contact", "enrolled_by")
    return people.filter(study_number=message.recipient.removeprefix("participant:"), contact__isnull=False).first()
