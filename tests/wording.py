"""Wording packs for tests. Every word is invented here: no word of a validated questionnaire stands anywhere."""

import json
from functools import cache
from typing import Any

from questionnaires.definition.load import read_folder
from questionnaires.definition.schema import CHOSEN, Item

SENTENCE = {"da": "Sætning {} til prøve", "en": "Sample sentence {}"}
LEVEL = {"da": "Trin {} til prøve", "en": "Sample level {}"}
ENDS = {"da": ("Prøve lav", "Prøve høj"), "en": ("Sample low", "Sample high")}
INTRO = {"da": "Indledning til prøve", "en": "Sample introduction"}


@cache
def shipped() -> dict[str, tuple[Item, ...]]:
    """The positions of each instrument that the shipped content waits for."""
    waiting: dict[str, dict[str, Item]] = {}
    for definition in read_folder().values():
        for item in definition.items:
            if item.pack:
                waiting.setdefault(item.pack, {})[item.id] = item
    return {name: tuple(items.values()) for name, items in waiting.items()}


def pack(instrument: str, language: str = "da", **more: Any) -> str:
    """A pack that fits the shipped positions of that instrument, as JSON; RMDQ has 24 ticks unless `more` says."""
    form = {"rmdq_mode": "tick", "rmdq_items": 24, **more} if instrument == "rmdq" else more
    items = [item for item in shipped()[instrument] if item.id != "rmdq_24" or form["rmdq_items"] == 24]
    return json.dumps(
        {
            "instrument": instrument,
            "version": "1.0",
            "language": language,
            "translator": "a test",
            "licence": "none",
            "holder": "nobody",
            "valid_from": "2020-01-01",
            "channels": ["web"],
            "intro": INTRO[language],
            "items": {item.id: _words(item, number, language) for number, item in enumerate(items, start=1)},
            **form,
        }
    )


def _words(item: Item, number: int, language: str) -> dict[str, Any]:
    words: dict[str, Any] = {"text": SENTENCE[language].format(number)}
    if item.type == "scale":
        words["low"], words["high"] = ENDS[language]
    if codes := _codes(item):
        words["levels"] = [{"code": code, "label": LEVEL[language].format(code)} for code in codes]
    return words


def _codes(item: Item) -> list[str]:
    if item.type in CHOSEN:
        return [option.code for option in item.options]
    if item.type == "integer":
        return [str(number) for number in range(int(item.min or 0), int(item.max or 0) + 1)]
    return []
