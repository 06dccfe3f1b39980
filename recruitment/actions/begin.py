"""What a participant's decisions set going."""

from collections.abc import Mapping

from django.db import transaction

from cohort.members.actions import consent
from cohort.members.models import ConsentText, Participant, Scope
from questionnaires.actions import schedule


@transaction.atomic
def accept(*, participant: Participant, text: ConsentText, choices: Mapping[Scope, bool], language: str) -> bool:
    """Write down the decisions and start what they allow; says whether questionnaires are among it.

    Sent twice, by an impatient thumb or from two devices, the first yes to questionnaires stands.
    """
    Participant.objects.select_for_update(of=("self",), no_key=True).get(pk=participant.pk)
    if participant.allows(Scope.QUESTIONNAIRES):
        return True
    consent.decide(participant=participant, text=text, choices=choices, language=language)
    begin(participant=participant)
    return participant.allows(Scope.QUESTIONNAIRES)


@transaction.atomic
def begin(*, participant: Participant) -> None:
    """Build the participant's occasions and assignments if they said yes to questionnaires; safe to run again."""
    if participant.allows(Scope.QUESTIONNAIRES):
        schedule.build(participant=participant, by=participant.actor)
