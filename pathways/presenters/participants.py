"""The list of a clinician's participants: who they are, what they said, how far they are."""

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery

from cohort.accounts.models import User
from cohort.common import clock
from cohort.members.models import Consent, Participant, Scope
from questionnaires.models import Assignment

PER_PAGE = 50


def listing(user: User, search: str = "") -> "QuerySet[Participant]":
    """Participants the user may see, the newest first.

    `search` is a study number or its beginning, with or without the R.
    """
    found = Participant.objects.visible_to(user)
    if search:
        found = found.filter(study_number__startswith=as_study_number(search))
    return found.order_by("-enrolled_at", "-pk")


def progress(page: list[int]) -> list[Participant]:
    """Those of one page of the listing, by primary key, with consent and counts of questionnaires, in one query."""
    now = clock.now()
    stands = Consent.objects.filter(participant=OuterRef("pk"), scope=Scope.QUESTIONNAIRES)
    theirs = Q(assignments__respondent=Assignment.Respondent.PARTICIPANT, assignments__diary__isnull=True)
    open_now = Q(
        assignments__state=Assignment.State.OPEN, assignments__opens_at__lte=now, assignments__closes_at__gt=now
    )
    return list(
        Participant.objects.filter(pk__in=page)
        .select_related("contact", "practice")
        .annotate(
            consented=Subquery(stands.values("granted")),
            has_stopped=~Exists(Consent.objects.filter(participant=OuterRef("pk"), granted=True)),
            answered=Count("assignments", filter=theirs & Q(assignments__state=Assignment.State.SUBMITTED)),
            open=Count("assignments", filter=theirs & open_now),
        )
        .order_by("-enrolled_at", "-pk")
    )


STUDY_NUMBER_CHARACTERS = frozenset("R0123456789-")


def as_study_number(search: str) -> str:
    """What was typed, as a study number begins."""
    typed = "".join(character for character in search.upper() if character in STUDY_NUMBER_CHARACTERS)[:10]
    return typed if typed.startswith("R") else f"R{typed}"
