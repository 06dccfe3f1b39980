"""Taking in wording packs, ending them, and deleting their words. Every word is invented."""

import json

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import DatabaseError, connection, transaction

from cohort.audit.models import Entry
from cohort.common.errors import Refusal
from questionnaires.actions import load, packs
from questionnaires.definition.faults import DefinitionError
from questionnaires.models import WordingPack
from tests import wording

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _published() -> None:
    load.load_shipped()


def added(instrument: str = "eq5d", **more: object) -> WordingPack:
    return packs.add(text=wording.pack(instrument, **more), by="user:1")


def test_a_pack_is_kept_with_its_words_and_whose_they_are() -> None:
    pack = added(valid_to="2026-12-31", channels=["web", "paper"], display={"notice": "Vis dette"})
    kept = WordingPack.objects.get()
    assert kept.pack == pack.pack == packs.files.read_pack(wording.pack(
        "eq5d", valid_to="2026-12-31", channels=["web", "paper"], display={"notice": "Vis dette"}
    ))  # fmt: skip
    assert (kept.holder, kept.licence, kept.channels, kept.uploaded_by) == (
        "nobody",
        "none",
        ["web", "paper"],
        "user:1",
    )
    assert set(kept.content) == {"intro", "items", "display"}
    entry = Entry.objects.get(action="pack.added")
    assert (entry.actor, entry.subject, entry.detail["checksum"]) == ("user:1", "pack:eq5d", kept.checksum)


@pytest.mark.parametrize("instrument", sorted(wording.shipped()))
@pytest.mark.parametrize("language", ["da", "en"])
def test_a_pack_for_everything_that_the_shipped_content_waits_for_fits(instrument: str, language: str) -> None:
    assert added(instrument, language=language).instrument == instrument


def test_what_does_not_fit_a_questionnaire_is_said_with_its_name() -> None:
    document = json.loads(wording.pack("eq5d"))
    del document["items"]["eq5d_mo"]
    document["items"]["eq5d_sc"]["levels"].pop()
    with pytest.raises(DefinitionError) as refused:
        packs.add(text=json.dumps(document), by="user:1")
    missing, levels = refused.value.faults
    assert missing.startswith("item eq5d_mo: this pack has no words for it. (baseline_a 1, ")
    assert levels.startswith("item eq5d_sc: expected are the levels 1, 2, 3, 4, 5; found are 1, 2, 3, 4. (baseline_a 1")
    assert not WordingPack.objects.exists()


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("{", "not JSON"),
        ("{}", "holder is missing"),
        ("[" * 300_000, "at most 200000 characters"),
        (wording.pack("eq5d").replace('"eq5d"', '"unheard"'), "no published questionnaire waits for unheard"),
    ],
)
def test_what_is_no_pack_is_refused_with_its_fault(text: str, fault: str) -> None:
    with pytest.raises(DefinitionError, match=fault):
        packs.add(text=text, by="user:1")


def test_the_same_pack_is_taken_in_once_until_it_is_ended() -> None:
    first = added()
    with pytest.raises(Refusal) as refused:
        added()
    assert refused.value.code == "pack_is_there"
    packs.end(pack=first, by="user:1")
    assert added().pk != first.pk


def test_ending_twice_is_ending_once() -> None:
    pack = added()
    packs.end(pack=pack, by="user:1")
    packs.end(pack=pack, by="user:2")
    pack.refresh_from_db()
    assert (pack.ended_by, pack.has_words) == ("user:1", True)
    assert Entry.objects.filter(action="pack.ended").count() == 1


def test_words_are_deleted_with_ending_or_later_and_the_rest_stays() -> None:
    now, later = added(), added(language="en")
    packs.end(pack=now, by="user:1", and_words=True)
    packs.end(pack=later, by="user:1")
    packs.end(pack=later, by="user:2", and_words=True)
    for pack in WordingPack.objects.all():
        assert pack.content == {}
        assert (pack.instrument, pack.version, len(pack.checksum)) == ("eq5d", "1.0", 64)
    assert Entry.objects.filter(action="pack.words_deleted").count() == 2


@pytest.mark.parametrize(
    "change",
    [
        "version = '2.0'",
        "valid_to = '2099-01-01'",
        "content = '{\"items\": {}}', ended_at = now(), ended_by = 'x'",
        "content = '{}'",
        "ended_at = now()",
        "ended_by = 'x'",
    ],
)
def test_the_database_lets_nothing_else_be_changed(change: str) -> None:
    added()
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE questionnaires_wordingpack SET {change}")  # noqa: S608 - words of this test
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM questionnaires_wordingpack")


def test_what_ended_does_not_begin_again() -> None:
    packs.end(pack=added(), by="user:1")
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE questionnaires_wordingpack SET ended_at = NULL, ended_by = ''")


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("wording_pack_valid_to_after_from", {"valid_to": "2019-12-31"}),
        ("wording_pack_language_known", {"language": "sv"}),
        ("wording_pack_channels_known", {"channels": ["fax"]}),
        ("wording_pack_channels_known", {"channels": []}),
        ("wording_pack_has_words_until_it_ends", {"content": {}}),
        ("wording_pack_form_of_rmdq", {"rmdq_mode": "tick", "rmdq_items": 24}),
        ("wording_pack_form_of_rmdq", {"instrument": "rmdq"}),
    ],
)
def test_the_database_refuses_a_row_that_is_no_pack(name: str, change: dict[str, object]) -> None:
    row = WordingPack.of(packs.files.read_pack(wording.pack("eq5d")), checksum="c", uploaded_by="user:1")
    for field, value in change.items():
        setattr(row, field, value)
    with pytest.raises(DatabaseError, match=name), transaction.atomic():
        row.save()


def test_packs_are_loaded_from_files_all_or_none(tmp_path, capsys: pytest.CaptureFixture[str]) -> None:  # type: ignore[no-untyped-def]
    good, bad = tmp_path / "good.json", tmp_path / "bad.json"
    good.write_text(wording.pack("phq4"))
    bad.write_text(wording.pack("phq4", licence=""))
    with pytest.raises(CommandError, match="licence is empty"):
        call_command("load_pack", good, bad)
    assert not WordingPack.objects.exists()
    call_command("load_pack", good)
    assert WordingPack.objects.get().uploaded_by == "system:set_up"
    assert "added phq4 1.0 da" in capsys.readouterr().out
