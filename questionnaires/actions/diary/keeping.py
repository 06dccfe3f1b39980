"""Beginning a diary, going on with it, letting it rest."""

import secrets
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cohort.audit.actions import record
from cohort.common import clock
from cohort.common.errors import Refusal
from cohort.members.actions import links
from cohort.members.models import Participant, PersonalLink, Scope
from questionnaires.models import Diary, Instrument

SCOPES = (Scope.QUESTIONNAIRES, Scope.DIARY)  # both must be a yes, as for the data to leave
LINK_LIFETIME = timedelta(days=400)  # an icon on a home screen outlives a year of weeks


def ask_again_after(slug: str) -> timedelta:
    """How long a diary is kept before its page asks whether to go on."""
    return timedelta(days=settings.PULSE_ASK_AGAIN_DAYS if slug == "pulse" else settings.DIARY_ASK_AGAIN_DAYS)


def is_allowed(participant: Participant) -> bool:
    """The consent gate of every diary."""
    decided = participant.decided()
    return all(decided.get(scope, False) for scope in SCOPES)


@transaction.atomic
def begin(*, participant: Participant, slug: str) -> Diary:
    """The participant's diary of that instrument, begun, taken up again after a rest, or kept on with.

    The date of asking again is counted from today. Raises Refusal: diary_not_allowed without the yes for it,
    Instrument.DoesNotExist for what is no diary.
    """
    if not is_allowed(participant):
        raise Refusal("diary_not_allowed", _("You have not said yes to a diary."))
    instrument = Instrument.objects.get(slug=slug, kind=Instrument.Kind.DIARY)
    Participant.objects.select_for_update(of=("self",), no_key=True).get(pk=participant.pk)
    ask_again_on = clock.today() + ask_again_after(slug)
    diary, is_new = Diary.objects.select_for_update(of=("self",)).get_or_create(
        participant=participant,
        instrument=instrument,
        defaults={"begun_at": clock.now(), "ask_again_on": ask_again_on},
    )
    if not is_new:
        if diary.is_kept and diary.ask_again_on == ask_again_on:
            return diary
        diary.stopped_at, diary.ask_again_on = None, ask_again_on
        diary.save(update_fields=["stopped_at", "ask_again_on"])
    _tell("diary.begun", diary, participant)
    return diary


@transaction.atomic
def stop(*, diary: Diary) -> None:
    """From now on nothing is written or shown by its links, but that it can be begun again. Safe to do twice.

    What was written stays, and is handed in when its days are over.
    """
    locked = Diary.objects.select_for_update(of=("self",)).select_related("participant").get(pk=diary.pk)
    if not locked.is_kept:
        return
    locked.stopped_at = clock.now()
    locked.save(update_fields=["stopped_at"])
    _tell("diary.stopped", locked, locked.participant)


def link(*, diary: Diary, participant: Participant) -> str:
    """The token of one more link to the diary: each device has its own, so that none loses its icon."""
    return links.issue(
        participant=participant,
        purpose=PersonalLink.Purpose.DIARY,
        about=f"{diary.instrument.slug}:{secrets.token_hex(4)}",
        expires_at=clock.now() + LINK_LIFETIME,
        by=participant.actor,
    )


def _tell(action: str, diary: Diary, participant: Participant) -> None:
    record(
        by=participant.actor,
        action=action,
        subject=participant.actor,
        practice=participant.practice_id,
        instrument=diary.instrument.slug,
    )
