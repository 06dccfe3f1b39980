"""Writing down what a participant decides, and stopping at once what a no forbids."""

from collections.abc import Mapping

from django.db import transaction

from cohort.accounts.models import User
from cohort.audit.actions import record
from cohort.common import clock
from cohort.members import correspondence
from cohort.members.models import ConsentDecision, ConsentRepeated, ConsentText, Participant, Scope
from cohort.outbox.models import Message

# What a no to a scope keeps from being sent, with the reason that stands at the dropped message.
STOPS: dict[Scope, tuple[tuple[str, ...], str]] = {
    Scope.QUESTIONNAIRES: (
        (correspondence.INVITATION, correspondence.REMINDER, correspondence.CONTINUATION),
        "withdrawn",
    ),
    Scope.REMINDERS: ((correspondence.REMINDER,), "reminders_off"),
}


@transaction.atomic
def decide(
    *,
    participant: Participant,
    text: ConsentText,
    choices: Mapping[Scope, bool],
    language: str,
    by: str = "",
    **how: str,
) -> None:
    """Append one decision for each scope in `choices`. Decisions made before stay and are overruled by these.

    Messages that wait and are not allowed any more are dropped. `by` is who wrote it down for the
    participant, and `how` what the audit says about it.
    """
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
        by=by or participant.actor,
        action="consent.decided",
        subject=participant.actor,
        purpose="consent",
        practice=participant.practice_id,
        text=text.number,
        granted=" ".join(sorted(scope for scope, granted in choices.items() if granted)),
        refused=" ".join(sorted(scope for scope, granted in choices.items() if not granted)),
        **how,
    )
    for scope, granted in choices.items():
        if not granted and scope in STOPS:
            kinds, reason = STOPS[scope]
            drop_waiting(participant=participant, reason=reason, kinds=kinds)


def is_current(*, text: ConsentText, participant: Participant) -> bool:
    """Whether this is the text in force today in the participant's language."""
    return ConsentText.objects.valid_on(clock.today(), participant.language) == text


@transaction.atomic
def repeat(*, participant: Participant, text: ConsentText, by: User) -> ConsentRepeated:
    """Write down that the short text was read aloud to the participant, who understood it. Each time is a row."""
    row = ConsentRepeated.objects.create(participant=participant, text=text, repeated_by=by, repeated_at=clock.now())
    record(
        by=by.actor,
        action="consent.repeated",
        subject=participant.actor,
        purpose="interview",
        practice=participant.practice_id,
        text=text.number,
    )
    return row


@transaction.atomic
def drop_waiting(*, participant: Participant, reason: str, kinds: tuple[str, ...] = ()) -> int:
    """Drop what waits to be sent to this participant, of these kinds or of all; how many.

    One that a worker is handing over at this moment cannot be called back.
    """
    waiting = Message.objects.filter(recipient=participant.actor, state=Message.State.WAITING)
    if kinds:
        waiting = waiting.filter(kind__in=kinds)
    return waiting.update(state=Message.State.DROPPED, settled_at=clock.now(), sealed="", reason=reason)
