"""An instrument with every property the schema has, every type and every operator."""

from typing import Any

from questionnaires.definition.load import from_document
from questionnaires.definition.schema import Definition
from tests.pure.questionnaires.instruments import document, item, options, text, when

HARD = {
    "da": "=1+1 “æøå” 'ja' \"nej\", @HER a,b;c # %, {x} → 100 %",
    "en": "-2 \"quoted\", 'single' & <5 > 3 [not a field] \\n",
}


def rules(name: str, *pairs: tuple[str, Any]) -> dict[str, Any]:
    return {"all": [{"item": name, "operator": operator, "answer": answer} for operator, answer in pairs]}


def rich() -> Definition:
    """The instrument; two pages, two sections."""
    modes = {"options": options("line", "number", "faces")}
    zones = [
        {"code": "neck", "label": text("neck"), "group": "upper", "value": 2},
        {"code": "L02", "label": HARD, "group": "upper", "picture": "low_back", "value": 0.5},
        {"code": "none", "label": text("none"), "exclusive": True},
    ]
    groups = [{"id": "upper", "label": text("upper"), "help": text("above")}]
    first = [
        item("yes"),
        item("tick", tick=True),
        item("mode", "choice", **modes),
        item("body", "multi", options=zones, groups=groups, chart="body", dont_know=True),
        item("how_bad", "scale", min=0, max=100, display="mode", stable=True, pair="theirs"),
        item("low", "scale", min=-5, max=5, ends={"low": HARD, "high": text("high")}),
        item("days", "integer", unit=text("days"), help=HARD, text=HARD, seconds=9, covers=["R37", "R41"]),
        item("weight", "decimal", min=0.5, max=250.25, zone="research_only", privacy="identifying"),
        item("when", "date", fill="today"),
        item("line", "text", max_length=60, privacy="identifying"),
        item("story", "text", max_length=2000),
    ]
    second = [
        item("is_yes", enable_when=when("yes", "=", True)),
        item("not_no", enable_when=when("yes", "!=", False)),
        item("ticked", enable_when=when("tick", "=", True)),
        item("as_line", enable_when=when("mode", "!=", "line")),
        item("upright", enable_when=when("body", "contains", "L02")),
        item("no_neck", enable_when=when("body", "!=", "neck")),
        item("any_body", enable_when=when("body", "exists", True)),
        item("no_body", enable_when=when("body", "exists", False)),
        item("between", enable_when=rules("how_bad", (">=", 20), ("<", 80))),
        item("heavy", enable_when=when("weight", ">", 99.5)),
        item("later", enable_when=when("when", ">=", "2026-01-31")),
        item("told", enable_when=when("line", "exists", True)),
        item("untold", enable_when=when("line", "exists", False)),
        item(
            "either",
            enable_when={"any": [*when("yes", "=", True)["all"], *when("days", "=", 3)["all"]]},
        ),
        {"id": "pack_01", "type": "scale", "label": text("one"), "min": 0, "max": 10, "pack": "licensed"},
        {"id": "pack_02", "type": "text", "label": text("two"), "max_length": 60, "pack": "licensed"},
    ]
    written = document(first, second, kind="interview")
    written["number"] = 7
    written["sections"][0]["pages"][1]["intro"] = HARD
    more = {"id": "more", "title": text("more"), "pages": [{"id": "only", "items": [item("last")]}]}
    written["sections"].append(more)
    return from_document(written, "rich.yaml")
