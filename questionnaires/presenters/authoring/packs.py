"""Wording packs for who looks after them: what is in use, what ends soon, and what is still without words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from questionnaires.models import Version, WordingPack

SOON = 60  # days before the last one from which on it is said
CHANNELS: dict[str, Promise] = {
    "web": gettext_lazy("on the web"),
    "paper": gettext_lazy("on paper"),
    "phone": gettext_lazy("on the phone"),
}
LANGUAGES: dict[str, Promise] = {"da": gettext_lazy("Danish"), "en": gettext_lazy("English")}


@dataclass(frozen=True)
class Line:
    """One pack in words. What needs a look is warm."""

    pack: WordingPack
    language: str
    channels: str
    state: str
    is_warm: bool
    can_end: bool


def lines(packs: Sequence[WordingPack], day: date) -> list[Line]:
    """The packs by instrument and language, the latest first."""
    ordered = sorted(packs, key=lambda pack: (pack.valid_from, pack.pk), reverse=True)
    ordered.sort(key=lambda pack: (pack.instrument, pack.language))
    return [_line(pack, ordered, day) for pack in ordered]


def without_words(versions: Iterable[Version], packs: Sequence[WordingPack], day: date) -> list[str]:
    """Instruments that a questionnaire waits for and whose words are shown nowhere on that day."""
    in_use = {pack.instrument for pack in packs if _is_in_use(pack, day)}
    return sorted(frozenset().union(*(version.definition.packs for version in versions)) - in_use)


def _line(pack: WordingPack, packs: Sequence[WordingPack], day: date) -> Line:
    state, is_warm = _state(pack, packs, day)
    return Line(
        pack=pack,
        language=str(LANGUAGES[pack.language]),
        channels=", ".join(str(CHANNELS[channel]) for channel in pack.channels),
        state=state,
        is_warm=is_warm,
        can_end=pack.ended_at is None or pack.has_words,
    )


def _state(pack: WordingPack, packs: Sequence[WordingPack], day: date) -> tuple[str, bool]:
    if not pack.has_words:
        return _("Ended, words deleted"), False
    if pack.is_over(day):
        return _("Ended"), False
    if pack.valid_from > day:
        return _("Starts on %(day)s") % {"day": date_format(pack.valid_from, "DATE_FORMAT")}, False
    if any(_replaces(other, pack, day) for other in packs):
        return _("Replaced by a later one"), False
    days = (pack.valid_to - day).days if pack.valid_to else SOON + 1
    if days > SOON:
        return _("In use"), False
    if days == 0:
        return _("In use, for the last day"), True
    return ngettext("In use, ends in %(days)s day", "In use, ends in %(days)s days", days) % {"days": days}, True


def _replaces(other: WordingPack, pack: WordingPack, day: date) -> bool:
    """Whether the other one's words are shown on that day wherever this one's could be."""
    is_alike = (other.instrument, other.language) == (pack.instrument, pack.language)
    is_later = (other.valid_from, other.pk) > (pack.valid_from, pack.pk)
    return is_alike and is_later and _is_in_use(other, day) and set(pack.channels) <= set(other.channels)


def _is_in_use(pack: WordingPack, day: date) -> bool:
    return not pack.is_over(day) and pack.valid_from <= day
