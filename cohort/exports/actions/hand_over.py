"""Handing a participant's data over: to themselves, or to the study office that sends it on."""

import hashlib

from django.db import transaction

from cohort.audit.actions import record
from cohort.exports.person.parcel import parcel
from cohort.members.models import Participant

PURPOSE = "access"  # article 15: the person's own right


@transaction.atomic
def hand_over(*, participant: Participant, by: str, role: str = "") -> bytes:
    """The zip, with an audit row that knows it by its checksum. Expects `practice` and `contact` joined."""
    made = parcel(participant)
    record(
        by=by,
        action="data.handed_over",
        subject=participant.actor,
        purpose=PURPOSE,
        practice=participant.practice_id,
        size=len(made),
        sha256=hashlib.sha256(made).hexdigest(),
        role=role,
    )
    return made
