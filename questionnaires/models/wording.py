"""What is shown of a version on a day: its definition in the words of the packs that are valid then.

Made once in each process for a version, a state of the packs, a day and a channel, and never stored. The state is a
stamp that every act on packs moves on; the statement that reads a visit brings it along, so that looking is free.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from django.db import connection

from questionnaires.definition import packs
from questionnaires.definition.packs import Channel, Form, Pack
from questionnaires.definition.schema import Definition

from .instrument import Version, definition_of
from .pack import WordingPack

# Packs are added and ended, and neither is undone: each act moves one of the three on. The time tells apart what a
# database that was brought back from a copy, and counts on from there, may have in common with the one before.
STAMP = (
    "(SELECT concat_ws('-', max(id), count(*), count(ended_at), extract(epoch FROM max(uploaded_at)))"
    " FROM questionnaires_wordingpack)"
)

Source = Mapping[str, object]


@dataclass(frozen=True)
class Wording:
    """A definition as it is shown. `fingerprint` names the packs in it, and is empty where there are none.

    `sources` name the pack of each item's words by language, `rmdq` the form of RMDQ, where it is shown.
    """

    definition: Definition
    fingerprint: str = ""
    sources: Mapping[str, Mapping[str, Source]] = field(default_factory=dict)
    rmdq: Form | None = None

    def source(self, item_id: str, language: str) -> Source | None:
        """Which pack the words of that item came from for who reads that language; None for our own words."""
        by_language = self.sources.get(item_id)
        if not by_language:
            return None
        return by_language.get(language) or next(iter(by_language.values()))


def shown(version: Version, day: date, channel: Channel) -> Wording:
    """The version as it is shown on that day in Copenhagen, in that way. Items without words wait and stay hidden."""
    definition = version.definition
    if not definition.packs:
        return Wording(definition)
    stamp = stamp_now() if version.packs_stamp is None else version.packs_stamp
    return _shown(version.checksum, version.pk, stamp, day, channel)


def shown_definition(version: Version, day: date, channel: Channel) -> Definition:
    """The same without the rest: for printing, reading out and typing in."""
    return shown(version, day, channel).definition


def stamp_now() -> str:
    """The state of the packs; one statement."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {STAMP}")
        return str(cursor.fetchone()[0])


@lru_cache(maxsize=256)
def _shown(checksum: str, pk: int, stamp: str, day: date, channel: Channel) -> Wording:
    definition = definition_of(checksum, pk)
    valid = [(row, pack) for row, pack in _in_force(stamp) if packs.is_valid(pack, day, channel)]
    found = packs.fitting(definition, [pack for _, pack in valid])
    if not found:
        return Wording(definition)
    used = [(row, pack) for row, pack in valid if pack is found.get(pack.instrument, {}).get(pack.language)]
    worded = packs.worded(definition, [pack for _, pack in used])
    sources: dict[str, dict[str, Source]] = {}
    form = packs.form(pack for _, pack in used)
    for row, pack in used:
        source: dict[str, object] = {"id": row, "version": pack.version, "lang": pack.language}
        if pack.instrument == packs.RMDQ and form is not None:
            source["form"] = f"{form[0]}/{form[1]}"
        for item_id in pack.items:
            if worded.item(item_id) is not None:
                sources.setdefault(item_id, {})[pack.language] = source
    return Wording(worded, "-".join(str(row) for row, _ in used), sources, form)


@lru_cache(maxsize=1)
def _in_force(stamp: str) -> list[tuple[int, Pack]]:
    return [(row.pk, row.pack) for row in WordingPack.objects.in_force()]
