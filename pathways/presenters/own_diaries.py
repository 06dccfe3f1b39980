"""The diaries somebody may keep, as cards of the own page."""

from dataclasses import dataclass

from django.utils.translation import get_language

from cohort.members.models import Participant
from questionnaires.actions.diary.keeping import is_allowed
from questionnaires.models import Diary, Instrument, Version

OFFERED = ("diary", "pulse")


@dataclass(frozen=True)
class DiaryCard:
    """A diary by its title, and whether it is being kept now."""

    slug: str
    title: str
    intro: str
    is_kept: bool


def diaries(participant: Participant) -> list[DiaryCard]:
    """What can be begun or opened; nothing without the yes for it."""
    if not is_allowed(participant):
        return []
    language = (get_language() or "da")[:2]
    kept = set(
        Diary.objects.filter(participant=participant, stopped_at__isnull=True).values_list(
            "instrument__slug", flat=True
        )
    )
    newest = (
        Version.objects.filter(instrument__slug__in=OFFERED, instrument__kind=Instrument.Kind.DIARY)
        .select_related("instrument")
        .order_by("instrument__slug", "-number")
        .distinct("instrument__slug")
        .defer("content")
    )
    return [
        DiaryCard(
            slug=version.instrument.slug,
            title=version.definition.title.within(language),
            intro=version.definition.intro.within(language),
            is_kept=version.instrument.slug in kept,
        )
        for version in newest
    ]
