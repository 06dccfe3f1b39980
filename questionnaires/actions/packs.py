"""Wording packs come in, are ended, and lose their words where the holder asks for that."""

import hashlib
import json
from collections.abc import Iterator

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from cohort.audit.actions import record
from cohort.common import clock
from cohort.common.errors import Refusal
from questionnaires.definition import packs as files
from questionnaires.definition.faults import DefinitionError
from questionnaires.definition.packs import Pack
from questionnaires.models import Version, WordingPack

MOST_CHARACTERS = 200_000


def add(*, text: str, by: str, name: str = "pack") -> WordingPack:
    """Keep the pack written in that JSON text, checked against every newest version that waits for it.

    From its first day it replaces an earlier one of the same instrument and language.
    Raises DefinitionError, which says everything that is wrong, and Refusal pack_is_there.
    """
    if len(text) > MOST_CHARACTERS:
        raise DefinitionError(name, [f"{name}: at most {MOST_CHARACTERS} characters are expected."])
    pack = files.read_pack(text, name)
    faults = list(_misfits(pack))
    if faults:
        raise DefinitionError(name, faults)
    try:
        return _keep(pack, by)
    except IntegrityError as error:
        if "wording_pack_once" not in str(error):
            raise
        raise Refusal("pack_is_there", _("Exactly this pack is in use already.")) from error


@transaction.atomic
def end(*, pack: WordingPack, by: str, and_words: bool = False) -> None:
    """The words are shown no longer, from now on; `and_words` deletes them too, as a holder may demand.

    Answers that were given stay. Safe to do twice; a pack that was ended can still lose its words.
    """
    locked = WordingPack.objects.select_for_update(of=("self",)).get(pk=pack.pk)
    if locked.ended_at is None:
        locked.ended_by, locked.ended_at = by, clock.now()
        locked.save(update_fields=["ended_by", "ended_at"])
        record(by=by, action="pack.ended", subject=_name(locked), key=locked.pk)
    if and_words and locked.has_words:
        locked.content = {}
        locked.save(update_fields=["content"])
        record(by=by, action="pack.words_deleted", subject=_name(locked), key=locked.pk)


def _misfits(pack: Pack) -> Iterator[str]:
    """A sentence for each thing that does not fit, with the newest versions that it does not fit."""
    newest = [one.definition for one in Version.objects.newest()]
    waiting = [one for one in newest if pack.instrument in one.packs]
    if not waiting:
        yield f"instrument: no published questionnaire waits for {pack.instrument}."
    where: dict[str, list[str]] = {}
    for definition in waiting:
        for fault in files.check(pack, definition):
            where.setdefault(fault, []).append(f"{definition.slug} {definition.number}")
    for fault, versions in where.items():
        yield f"{fault} ({', '.join(versions)})"


@transaction.atomic
def _keep(pack: Pack, by: str) -> WordingPack:
    document = pack.model_dump(mode="json")
    text = json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    kept = WordingPack.of(pack, checksum=hashlib.sha256(text.encode()).hexdigest(), uploaded_by=by)
    kept.save(force_insert=True)
    record(by=by, action="pack.added", subject=_name(kept), key=kept.pk, checksum=kept.checksum)
    return kept


def _name(pack: WordingPack) -> str:
    return f"pack:{pack.instrument}"
