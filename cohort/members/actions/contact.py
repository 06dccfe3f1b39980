"""Correcting contact details: by the person themselves or the study office, and told to the address before."""

from datetime import date
from uuid import uuid4

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from cohort.audit.actions import record
from cohort.common import clock
from cohort.common.errors import Refusal
from cohort.members import correspondence
from cohort.members.actions.consent import drop_waiting
from cohort.members.models import Participant, PersonalLink
from cohort.members.models.contact import HASHES
from cohort.outbox.actions.enqueue import enqueue
from cohort.outbox.letters import SMS_LENGTH, Letter, write
from cohort.outbox.models import Message

KIND = "contact_changed"


@transaction.atomic
def correct(
    *,
    participant: Participant,
    name: str,
    email: str,
    mobile: str,
    phone: str | None = None,
    address: str | None = None,
    birth_date: date | None = None,
    cpr: str | None = None,
    by: str = "",
    tells_former: bool = True,
) -> list[str]:
    """Write down name and addresses as they now are; which of them changed. None leaves a thing alone.

    `by` is who of the staff does it for the person; empty for the person themselves.

    Links that went to an address given up stop working, and that address gets word of the change, unless it was
    never known to be the person's.
    Raises Refusal: no_address, not_here (somebody born the same day has this address already).
    """
    Participant.objects.select_for_update(of=("self",), no_key=True).get(pk=participant.pk)
    before = correspondence.addresses(participant)
    row = participant.contact
    row.refresh_from_db()
    if not (
        email or mobile or (row.phone if phone is None else phone) or (row.address if address is None else address)
    ):
        raise Refusal("no_address", gettext_lazy("Leave us an e-mail address or a mobile number to reach you."))
    given = {"name": name, "email": email, "mobile": mobile}
    if birth_date is not None:
        given["birth_date"] = birth_date.isoformat()
    given |= {
        field: value for field, value in (("phone", phone), ("address", address), ("cpr", cpr)) if value is not None
    }
    changed = [field for field, value in given.items() if getattr(row, field) != value]
    if not changed:
        return []
    for field in changed:
        setattr(row, field, given[field])
    try:
        with transaction.atomic():
            row.save(update_fields=[*changed, *HASHES])
    except IntegrityError:
        row.refresh_from_db()
        raise Refusal(
            "not_here", gettext_lazy("This address cannot be changed here. Call or write to the study office.")
        ) from None
    if birth_date is not None and "birth_date" in changed:
        Participant.objects.filter(pk=participant.pk).update(birth_year=birth_date.year)
    record(
        by=by or participant.actor,
        action="contact.corrected",
        subject=participant.actor,
        purpose="correction",
        practice=participant.practice_id,
        fields=" ".join(sorted(changed)),
    )
    after = correspondence.addresses(participant)
    given_up = {channel: to for channel, to in before.items() if after.get(channel) != to}
    PersonalLink.objects.filter(participant=participant, channel__in=given_up, revoked_at__isnull=True).update(
        revoked_at=clock.now()
    )
    if given_up:  # a letter that was tried in vain is written anew when its turn comes, to where it belongs now
        Message.objects.filter(recipient=participant.actor, state=Message.State.WAITING).exclude(kind=KIND).update(
            sealed=""
        )
    for to in given_up.values() if tells_former else ():
        enqueue(kind=KIND, recipient=participant.actor, about=str(uuid4()), letter=_word_of_it(participant, to, by))
    return changed


@transaction.atomic
def change_way(*, participant: Participant, way: Participant.Way, by: str) -> bool:
    """From now on the person takes part that way; whether it was another one. The plan stays the same.

    Nothing is sent to those who take part by phone and paper: what waits is dropped.
    """
    changed = Participant.objects.filter(pk=participant.pk).exclude(way=way).update(way=way) == 1
    if changed:
        participant.way = way
        if way == Participant.Way.OFFICE:
            asking = (correspondence.INVITATION, correspondence.REMINDER, correspondence.CONTINUATION)
            drop_waiting(participant=participant, reason="by_phone_and_paper", kinds=asking)
        record(
            by=by,
            action="participant.way_changed",
            subject=participant.actor,
            purpose="correction",
            practice=participant.practice_id,
            way=str(way),
        )
    return changed


@transaction.atomic
def write_in(*, participant: Participant, language: str) -> bool:
    """The language in which the participant is written to from now on; whether it is another one than before."""
    changed = Participant.objects.filter(pk=participant.pk).exclude(language=language).update(language=language)
    if changed:
        record(
            by=participant.actor,
            action="contact.corrected",
            subject=participant.actor,
            purpose="correction",
            practice=participant.practice_id,
            fields="language",
        )
    return bool(changed)


def _word_of_it(participant: Participant, to: str, by: str) -> Letter:
    """To the address given up: it says that something changed, and neither what was nor what is."""
    practice = correspondence.signature(participant)
    with override(participant.language):
        if correspondence.gets_sms(to):
            words = _("%(sender)s: your contact details were changed, and we no longer write here. Not you? Call us.")
            room = SMS_LENGTH - len(words % {"sender": ""})
            return Letter(to=to, sender=practice, subject="", text=words % {"sender": practice[:room]})
        return write(
            to=to,
            sender=practice,
            subject=_("Your contact details were changed"),
            opening=[
                correspondence.greeting(participant),
                _("The study office has changed your contact details. We no longer write to this address.")
                if by
                else _("Your contact details were changed on your own page. We no longer write to this address."),
                _("If it was not you, call us at once."),
            ],
            closing=[
                correspondence.whom_to_ask(),
                _("Kind regards,\n%(practice)s") % {"practice": practice},
            ],
        )
