"""The shape of the consent text, and the shipped one."""

import re
from datetime import date
from pathlib import Path

import pytest
import yaml

from questionnaires.definition.faults import DefinitionError
from recruitment.consent import decisions, text

SHIPPED = Path(text.__file__).resolve().parents[1] / "content" / "consent" / "1.yaml"


def shipped() -> text.Consent:
    return text.read(SHIPPED.read_text(encoding="utf-8"), "consent.yaml")


def changed(**changes: object) -> str:
    document = yaml.safe_load(SHIPPED.read_text(encoding="utf-8"))
    return yaml.safe_dump(document | changes, allow_unicode=True)


@pytest.mark.covers("R21")
def test_every_scope_says_what_yes_and_what_no_means() -> None:
    consent = shipped()
    assert {entry.scope for entry in consent.scopes} == text.SCOPES
    assert consent.scopes[0].scope == "questionnaires"
    for entry in consent.scopes:
        assert entry.meaning.da.startswith("Ja betyder")
        assert "Siger du nej" in entry.meaning.da
        assert entry.meaning.en.startswith("Yes means")
        assert "If you say no" in entry.meaning.en


@pytest.mark.covers("R20")
@pytest.mark.parametrize(
    "danish, english",
    [
        ("viden", "knowledge"),
        ("telefon", "phone"),
        ("under et nummer", "under a number"),
        ("stoppe når som helst", "stop at any time"),
        ("ingen betydning for den hjælp", "no difference to the care"),
        ("skriver om det, vi lærer", "write about what we learn"),
        ("Datatilsynet", "Data Protection Agency"),
    ],
)
def test_the_long_text_says_what_it_must(danish: str, english: str) -> None:
    paragraphs = [paragraph for chapter in shipped().long for paragraph in chapter.paragraphs]
    titles = [chapter.title for chapter in shipped().long]
    assert danish in " ".join(part.da for part in (*titles, *paragraphs))
    assert english in " ".join(part.en for part in (*titles, *paragraphs))


@pytest.mark.covers("R20")
def test_the_short_text_is_short_and_easy() -> None:
    words = " ".join(paragraph.da for paragraph in shipped().short)
    assert len(words.split()) < 100
    assert lix(words) <= 36
    long = " ".join(paragraph.da for chapter in shipped().long for paragraph in chapter.paragraphs)
    assert lix(long) <= 36


def lix(words: str) -> float:
    """Readability of Danish: words per sentence plus the share of words with seven letters or more."""
    every = re.findall(r"\w+", words)
    sentences = len(re.findall(r"[.!?:;](?:\s|$)", words))
    return len(every) / sentences + 100 * sum(len(word) > 6 for word in every) / len(every)


def test_a_stored_text_reads_back_the_same() -> None:
    consent = shipped()
    assert text.from_document(text.to_document(consent)) == consent
    assert consent.valid_from == date(2026, 1, 1)


def test_one_changed_letter_changes_the_checksum() -> None:
    other = text.read(changed(short=[{"da": "Noget andet.", "en": "Something else."}]), "consent.yaml")
    assert text.checksum(other) != text.checksum(shipped())
    assert len(text.checksum(other)) == 64


@pytest.mark.parametrize(
    "changes, told",
    [
        ({"number": 0}, "number"),
        ({"valid_from": "1. maj"}, "valid_from"),
        ({"short": []}, "short"),
        ({"short": [{"da": "Kun dansk."}]}, "en"),
        ({"extra": 1}, "extra"),
        ({"scopes": [{"scope": "diary", "title": {"da": "a", "en": "b"}, "meaning": {"da": "a", "en": "b"}}]}, "share"),
    ],
)
def test_a_fault_is_told_by_its_name(changes: dict[str, object], told: str) -> None:
    with pytest.raises(DefinitionError, match=told):
        text.read(changed(**changes), "consent.yaml")


def test_an_unknown_or_double_scope_is_refused() -> None:
    scopes = yaml.safe_load(SHIPPED.read_text(encoding="utf-8"))["scopes"]
    for odd in (scopes[0], scopes[0] | {"scope": "marketing"}):
        with pytest.raises(DefinitionError, match="unknown or stands twice"):
            text.read(changed(scopes=[*scopes, odd]), "consent.yaml")


@pytest.mark.covers("R21")
def test_only_a_plain_yes_or_no_is_an_answer() -> None:
    decided = decisions.read({"a": "yes", "b": "no", "c": "on", "e": ""}, ["a", "b", "c", "d", "e"])
    assert decided.choices == {"a": True, "b": False}
    assert decided.open == ("c", "d", "e")


@pytest.mark.parametrize(
    "changes",
    [
        {"concerns": ["everything"], "answer_by": "2026-05-01"},
        {"concerns": ["diary"]},
        {"answer_by": "2026-05-01"},
        {"concerns": ["diary"], "answer_by": "2026-01-01"},
        {"later_in": {"en": "2025-12-31"}},
        {"later_in": {"de": "2026-02-01"}},
    ],
)
def test_a_text_asks_again_in_time_and_about_what_there_is(changes: dict[str, object]) -> None:
    with pytest.raises(DefinitionError):
        text.read(changed(**changes), "consent.yaml")


def test_what_the_first_text_does_not_say_is_not_stored() -> None:
    assert not set(text.NEWER) & set(text.to_document(shipped()))
    new = text.read(changed(concerns=["diary"], answer_by="2026-05-01"), "consent.yaml")
    assert text.from_document(text.to_document(new)) == new
