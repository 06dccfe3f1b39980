"""The courier of the own page: the link to it, the code that opens it, and word of changed contact details.

Composing a letter makes its link or its code: the database keeps what they hash to, so the letter is the only
place where they ever stand. Codes and links asked for by the person themselves go whatever they have consented to.
A letter with a code holds no link at all: whoever gets used to that follows none that somebody else wrote.
"""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from cohort.common import clock
from cohort.common.urls import absolute
from cohort.members import correspondence
from cohort.members.actions import choices, contact, links, own_codes, own_links
from cohort.members.models import PersonalLink, SignInCode
from cohort.outbox.letters import SMS_LENGTH, Letter, write, write_sms
from cohort.outbox.models import Message

SENDER = "system:worker"


def wanted(message: Message) -> str:
    """Empty when the message should go now; otherwise the code of the reason why it should not."""
    if message.kind == contact.KIND:
        # Written when it was put into the outbox: its address stands nowhere else any more.
        return "" if message.sealed else "unknown"
    if message.kind == own_links.KIND:
        asked = own_links.asker(message)
        if asked is None:
            return "unknown"
        if clock.now() - message.created_at >= own_links.LIFETIME:
            return "too_late"
        if not message.sealed and own_links.has_many(asked[0]):
            return "too_many"
        return "" if asked[1] in correspondence.addresses(asked[0]) else "no_address"
    code = _code(message)
    if code is None:
        return "unknown_code"
    return "" if code.channel in correspondence.addresses(code.participant) else "no_address"


def compose(message: Message) -> Letter:
    """The letter with a fresh link or code. Raises LookupError for a message that should have been dropped."""
    if message.kind == own_links.KIND:
        return _own_link(message)
    code = _code(message)
    if code is None:
        raise LookupError("a message without its code was not dropped")
    return _own_code(code)


def _code(message: Message) -> SignInCode | None:
    """The code a message carries, as long as it can still be used."""
    codes = SignInCode.objects.usable(clock.now()).select_related("participant__practice", "participant__contact")
    return codes.filter(pk=message.about).first() if message.about.isdigit() else None


def _own_link(message: Message) -> Letter:
    asked = own_links.asker(message)
    if asked is None:
        raise LookupError("a message without its participant was not dropped")
    participant, channel = asked
    own_links.found(message, participant)
    token = links.issue(
        participant=participant,
        purpose=PersonalLink.Purpose.OWN,
        about=own_links.ABOUT,
        expires_at=clock.now() + own_links.LIFETIME,
        by=SENDER,
        channel=channel,
    )
    link, practice = absolute(reverse("members:open_own_link", args=[token])), correspondence.signature(participant)
    to = correspondence.addresses(participant)[channel]
    with override(participant.language):
        if channel == PersonalLink.Channel.SMS:
            return write_sms(to=to, sender=practice, words=_("%(sender)s: here is your link:"), link=link)
        return write(
            to=to,
            sender=practice,
            subject=_("Your link"),
            opening=[
                correspondence.greeting(participant),
                _("Somebody, probably you, asked for a link to your own page. It works for an hour."),
                _("When you open it, you get a code by text message."),
            ],
            link=link,
            button=_("Open my page"),
            closing=[
                _("If it was not you, do nothing. Only the code opens your page."),
                correspondence.whom_to_ask(),
                _("Kind regards,\n%(practice)s") % {"practice": practice},
            ],
            aside=choices.aside(participant=participant, message=message, to=to, by=SENDER),
        )


def _own_code(code: SignInCode) -> Letter:
    participant, digits = code.participant, own_codes.settle(code)
    to = correspondence.addresses(participant)[PersonalLink.Channel(code.channel)]
    practice = correspondence.signature(participant)
    with override(participant.language):
        if code.channel == PersonalLink.Channel.SMS:
            words = _("%(code)s is your code. It works for 10 minutes. Tell it to nobody. %(sender)s")
            room = SMS_LENGTH - len(words % {"code": digits, "sender": ""})
            return Letter(to=to, sender=practice, subject="", text=words % {"code": digits, "sender": practice[:room]})
        return write(
            to=to,
            sender=practice,
            subject=_("Your code"),
            opening=[
                correspondence.greeting(participant),
                _("Your code is %(code)s. It works for 10 minutes, in the browser where you asked for it.")
                % {"code": digits},
            ],
            closing=[
                _("Tell it to nobody: we never ask for it. If you did not ask for a code, call us."),
                correspondence.whom_to_ask(),
                _("Kind regards,\n%(practice)s") % {"practice": practice},
            ],
        )
