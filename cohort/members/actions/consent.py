"""Writing down what a participant decides."""

from collections.abc import Mapping

from django.db import transaction

from cohort.audit.actions import record
from cohort.common import clock
from cohort.members.models import ConsentDecision, ConsentText, Participant, Scope


@transaction.atomic
def decide(*, participant: Participant, text: ConsentText, choices: Mapping[Scope, bool], language: str) -> None:
    """Append one decision for each scope in `choices`. Decisions made before stay and are overruled by these."""
    now = clock.now()
    ConsentDecision.objects.bulk_create(
        ConsentDecision(
            participant=participant,
            text=text,
            scope=scope,
            granted=granted,
            language=language,
            decided_at=now,
        )
        for scope, granted in choices.items()
    )
    record(
        by=participant.actor,
        action="consent.decided",
        subject=participant.actor,
        practice=participant.practice_id,
        text=text.number,
        granted=" ".join(sorted(scope for scope, granted in choices.items() if granted)),
        refused=" ".join(sorted(scope for scope, granted in choices.items() if not granted)),
    )
