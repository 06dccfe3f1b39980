"""Danish pages call a thing by the word of the glossary, and by no other word for it."""

import re
from collections.abc import Iterator
from pathlib import Path

import yaml
from babel.messages.pofile import read_po

from tests.repository.scan.sources import ROOT, assert_none, files_ending, read
from tests.repository.test_translations import CATALOGUE, forms

GLOSSARY = ROOT / "docs" / "glossary.md"

# The glossary's word → beginnings of words that would name the same thing. Only such as mean nothing else.
INSTEAD: dict[str, tuple[str, ...]] = {
    "studienummer": ("forsøgsnummer", "deltagernummer", "patientnummer", "projektnummer", "undersøgelsesnummer"),
    "patient": ("forsøgsperson", "testperson"),
    "kontaktoplysninger": ("kontaktinformation", "kontaktdata", "kontaktdetalj"),
    "praksis": ("klinikken",),
    "spørgeskema": ("blanket", "formular", "survey"),
    "journalskabelon": ("journalskema", "registreringsskema", "notatskabelon"),
    "overblik": ("opsummering", "sammenfatning", "resumé"),
    "påmindelse": ("rykker", "reminder", "erindring"),
    "personligt link": ("personlig adresse", "engangslink"),
    "samtykketekst": ("samtykkeerklæring",),
    "studiekontoret": ("studiesekretariat", "projektkontor", "forsøgskontor"),
    "tidslinje": ("tidsakse", "timeline"),
    "vejkort": ("rutediagram", "flowdiagram", "flowchart"),
    "opmærksomhedspunkt": ("advarselspunkt", "obs-punkt"),
    "udtræk": ("eksport", "datasæt", "dataleverance"),
    "kodebog": ("kodeliste", "variabelliste", "datakatalog"),
}


def faults(text: str) -> Iterator[str]:
    """Each word that the glossary has another word for, with that word."""
    for wanted, others in INSTEAD.items():
        for other in others:
            if found := re.search(rf"\b(?:\w*-)?{re.escape(other)}\w*", text, re.IGNORECASE):
                yield f"“{found.group()}” is “{wanted}” in the glossary"


def danish_in(value: object) -> Iterator[str]:
    """The texts under `da:` in a content file, at whatever depth."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key == "da":
                yield inner if isinstance(inner, str) else str(inner)
            else:
                yield from danish_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from danish_in(inner)


def sentences() -> Iterator[tuple[str, str]]:
    """Every Danish sentence that a page can show, with where it stands."""
    with CATALOGUE.open("rb") as file:
        for entry in read_po(file, locale="da"):
            if entry.id:
                yield from ((f"django.po: {forms(entry.id)[0]}", danish) for danish in forms(entry.string))
    for path in content():
        yield from ((str(path), danish) for danish in danish_in(yaml.safe_load(read(path))))


def content() -> list[Path]:
    return [path for path in files_ending(".yaml") if "content" in path.parts]


def test_danish_pages_use_the_words_of_the_glossary() -> None:
    assert_none(f"{place}: {fault}" for place, danish in sentences() for fault in faults(danish))


def test_every_wanted_word_stands_in_the_glossary() -> None:
    table = [line.split("|")[2] for line in GLOSSARY.read_text(encoding="utf-8").splitlines() if line.count("|") == 4]
    danish = " ".join(table)
    assert_none(word for word in INSTEAD if word not in danish)


def test_another_word_is_found_and_the_right_one_is_not() -> None:
    assert list(faults("Skriv forsøgsnummeret")) == ["“forsøgsnummeret” is “studienummer” in the glossary"]
    assert list(faults("Dataudtræk: Send eksporten")) == ["“eksporten” is “udtræk” in the glossary"]
    assert list(faults("Dit studienummer, dit spørgeskema og en påmindelse fra studiekontoret")) == []
    assert list(danish_in({"a": [{"da": "Ryg", "en": "Back"}], "da": "Vej"})) == ["Ryg", "Vej"]
    assert len(content()) >= 4
