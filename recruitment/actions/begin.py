"""What a participant's decisions set going."""

from collections.abc import Mapping

from django.db import transaction

from cohort.audit.actions import together
from cohort.members import again
from cohort.members.actions import consent
from cohort.members.models import ConsentText, Participant, Scope
from questionnaires.actions import schedule


@transaction.atomic
@together()
def accept(
    *,
    participant: Participant,
    text: ConsentText,
    choices: Mapping[Scope, bool],
    language: str,
    by: str = "",
    **how: str,
) -> bool:
    """Write down what differs from what stands and start what it allows; says whether questionnaires are among it.

    `by` is who of the study office writes down what somebody decided on paper or by phone, `how` goes to the audit.
    A yes that is given again to a new text is written down as well.

    Sent twice, by an impatient thumb or from two devices, the same choices count once; a changed mind counts.
    """
    Participant.objects.select_for_update(of=("self",), no_key=True).get(pk=participant.pk)
    stands = participant.decided()
    asked = again.asked(participant, language) if stands else None  # nobody who decides for the first time is
    renewed = asked.scopes if asked else ()
    changed = {
        scope: granted for scope, granted in choices.items() if stands.get(scope) != granted or scope.value in renewed
    }
    if changed:
        consent.decide(participant=participant, text=text, choices=changed, language=language, by=by, **how)
    takes_part = choices.get(Scope.QUESTIONNAIRES, stands.get(Scope.QUESTIONNAIRES, False))
    if changed and takes_part:
        schedule.build_locked(participant=participant, by=participant.actor)
    return takes_part


@transaction.atomic
def begin(*, participant: Participant) -> None:
    """Build the participant's occasions and assignments if they said yes to questionnaires; safe to run again."""
    if participant.allows(Scope.QUESTIONNAIRES):
        schedule.build(participant=participant, by=participant.actor)
