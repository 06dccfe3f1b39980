"""Writing to a participant: where to, in whose name, and whom to ask.

Nothing here or in a letter says what the study is about: others see screens and share inboxes.
"""

from datetime import datetime

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cohort.accounts.models import Role
from cohort.common import clock
from cohort.members.models import ContactDetails, Participant, PersonalLink

# Kinds of messages that ask for answers: a no ends them at once.
INVITATION, REMINDER, CONTINUATION = "invitation", "reminder", "continuation"
EMAIL, SMS = PersonalLink.Channel.EMAIL, PersonalLink.Channel.SMS


def address(participant: Participant) -> str:
    """The e-mail address, or the mobile number at the e-mail-to-SMS gateway; empty where neither is possible."""
    contact = ContactDetails.objects.filter(participant=participant).first()
    if contact is None:
        return ""
    return contact.email or _at_gateway(contact.mobile)


def addresses(participant: Participant) -> dict[PersonalLink.Channel, str]:
    """Every way to write to this participant, the mobile first: it is closer to one person than an inbox is."""
    contact = ContactDetails.objects.filter(participant=participant).first()
    if contact is None:
        return {}
    found = {SMS: _at_gateway(contact.mobile), EMAIL: contact.email}
    return {channel: to for channel, to in found.items() if to}


def channel_of(to: str) -> PersonalLink.Channel:
    """How a letter to this address reaches the person."""
    return SMS if gets_sms(to) else EMAIL


def gets_sms(to: str) -> bool:
    """Whether an address is one of the e-mail-to-SMS gateway."""
    return bool(settings.SMS_MAIL_DOMAIN) and to.endswith("@" + settings.SMS_MAIL_DOMAIN)


def greeting(participant: Participant) -> str:
    """With the first name, because a couple may share an inbox."""
    first_name = participant.contact.name.split()[0] if participant.contact.name.strip() else ""
    return _("Hello %(name)s,") % {"name": first_name} if first_name else _("Hello,")


def signature(participant: Participant) -> str:
    """In whose name a letter goes out: the practice's; where there is none, the person's who answers for the study.

    Not the study's own name, which says to whoever looks over the shoulder what it is about.
    """
    return participant.practice.name if participant.has_practice else settings.STUDY_CONTACT_PERSON


def inviter(participant: Participant) -> str:
    """Who invited: the doctor at the practice, or the practice where its staff enrolled (R8); else `signature`."""
    practice, who = signature(participant), participant.enrolled_by
    if not participant.has_practice:
        return practice
    if who is None or who.role != Role.CLINICIAN:
        return practice
    return _("%(doctor)s at %(practice)s") % {"doctor": who.name, "practice": practice}


def whom_to_ask() -> str:
    """The people behind the study."""
    return _("Questions? Call %(person)s on %(phone)s, or write to %(email)s.") % {
        "person": settings.STUDY_CONTACT_PERSON,
        "phone": settings.STUDY_CONTACT_PHONE,
        "email": settings.STUDY_CONTACT_EMAIL,
    }


def day(moment: datetime) -> str:
    """The date in Denmark, in the language that is active."""
    return date_format(moment.astimezone(clock.COPENHAGEN), "DATE_FORMAT")


def _at_gateway(mobile: str) -> str:
    number = "".join(character for character in mobile if character.isdigit())
    return f"{number}@{settings.SMS_MAIL_DOMAIN}" if number and settings.SMS_MAIL_DOMAIN else ""
