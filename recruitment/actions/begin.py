"""What a participant's decisions set going."""

from collections.abc import Mapping

from django.db import transaction

from cohort.audit.actions import together
from cohort.members.actions import consent
from cohort.members.models import ConsentText, Participant, Scope
from questionnaires.actions import schedule


@transaction.atomic
@together()
def accept(*, participant: Participant, text: ConsentText, choices: Mapping[Scope, bool], language: str) -> bool:
    """Write down what differs from what stands and start what it allows; says whether questionnaires are among it.

    Sent twice, by an impatient thumb or from two devices, the same choices count once; a changed mind counts.
    """
    Participant.objects.select_for_update(of=("self",), no_key=True).get(pk=participant.pk)
    stands = participant.decided()
    changed = {scope: granted for scope, granted in choices.items() if stands.get(scope) != granted}
    if changed:
        consent.decide(participant=participant, text=text, choices=changed, language=language)
    takes_part = choices.get(Scope.QUESTIONNAIRES, stands.get(Scope.QUESTIONNAIRES, False))
    if changed and takes_part:
        schedule.build_locked(participant=participant, by=participant.actor)
    return takes_part


@transaction.atomic
def begin(*, participant: Participant) -> None:
    """Build the participant's occasions and assignments if they said yes to questionnaires; safe to run again."""
    if participant.allows(Scope.QUESTIONNAIRES):
        schedule.build(participant=participant, by=participant.actor)
