"""Small instruments for tests, written the way the files are."""

import copy
from typing import Any

from questionnaires.definition.load import from_document
from questionnaires.definition.schema import Definition, Item

Document = dict[str, Any]


def text(words: str = "word") -> Document:
    return {"da": f"da {words}", "en": f"en {words}"}


def item(item_id: str, item_type: str = "boolean", **more: Any) -> Document:
    """An item with everything its type needs."""
    needs: dict[str, Document] = {
        "choice": {"options": options("a", "b", "c")},
        "multi": {"options": [*options("a", "b", "c"), {**options("none")[0], "exclusive": True}]},
        "scale": {"min": 0, "max": 10, "ends": {"low": text("low"), "high": text("high")}},
        "integer": {"min": 0, "max": 28},
        "decimal": {"min": 0, "max": 100},
        "text": {"max_length": 20},
    }
    base = {"id": item_id, "type": item_type, "label": text(), "text": text("question")}
    return {**base, **needs.get(item_type, {}), **more}


def options(*codes: str) -> list[Document]:
    return [{"code": code, "label": text(code)} for code in codes]


def when(item_id: str, operator: str, answer: Any) -> Document:
    return {"all": [{"item": item_id, "operator": operator, "answer": answer}]}


def document(*pages: list[Document], kind: str = "patient") -> Document:
    """An instrument of one section; every argument is the items of one page."""
    return copy.deepcopy(
        {
            "slug": "sample",
            "kind": kind,
            "title": text("title"),
            "intro": text("intro"),
            "sections": [
                {
                    "id": "only",
                    "title": text("section"),
                    "pages": [{"id": f"page_{n}", "items": items} for n, items in enumerate(pages, start=1)],
                }
            ],
        }
    )


def instrument(*pages: list[Document], kind: str = "patient") -> Definition:
    return from_document(document(*pages, kind=kind), "sample.yaml")


def one(item_type: str, **more: Any) -> Item:
    """A single checked item."""
    return instrument([item("it", item_type, **more)]).items[0]
