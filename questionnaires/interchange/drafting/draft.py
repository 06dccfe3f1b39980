"""A definition in the making: an importer hands over what it found, piece by piece, and every piece is checked.

What does not fit is left out or mended, and a line says so; what the others need of it is left out with it.
"""

from collections.abc import Mapping
from typing import Any

from questionnaires.definition.faults import DefinitionError
from questionnaires.definition.load import from_document
from questionnaires.definition.schema import DISPLAYS, Definition, Item
from questionnaires.interchange.drafting import naming
from questionnaires.interchange.drafting.items import Pieces
from questionnaires.interchange.report import Imported, Report
from questionnaires.interchange.words import NAMES

Document = dict[str, Any]
_SHOWN = 12


class Draft:
    """Sections, pages and items in the order of the file; `sections`, `pages` and `items` know them by name."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.pieces = Pieces(report)
        self.sections: list[Document] = []
        self.taken: dict[str, set[str]] = {"section": set(), "page": set(), "item": set()}

    def section(self, name: str, title: object, where: str) -> None:
        """Begin a section; the pages that follow stand in it."""
        chosen = naming.name(name, self.taken["section"], "section", self.report, where)
        words = self.pieces.text(title, where) or {"da": chosen, "en": chosen}
        self.sections.append({"id": chosen, "title": words, "pages": []})

    def page(self, name: str, where: str, intro: object = None) -> None:
        """Begin a page of the last section."""
        if not self.sections:
            self.section("section_1", None, where)
        page: Document = {"id": naming.name(name, self.taken["page"], "page", self.report, where), "items": []}
        words = self.pieces.text(intro, where)
        self.sections[-1]["pages"].append({**page, "intro": words} if words else page)

    def intro(self, words: object, where: str) -> None:
        """A text over the page; a second one is added to the first."""
        text = self.pieces.text(words, where)
        if text is None:
            return
        page = self._page(where)
        before = page.get("intro")
        page["intro"] = {key: f"{before[key]}\n{text[key]}" for key in text} if before else text

    def item(self, name: str, found: Mapping[str, Any], where: str) -> Item | None:
        """Add one item; None, with a line, where it cannot be taken."""
        chosen = naming.name(name, self.taken["item"], "item", self.report, where)
        item = self.pieces.item(chosen, name, found, where)
        if item is None:
            self.taken["item"].discard(chosen)
            return None
        self._page(where)["items"].append(item.model_dump(mode="json", exclude_defaults=True))
        return item

    def finish(self, slug: str, about: Mapping[str, object], where: str) -> Imported:
        """The whole, checked. `about` may hold title, intro, kind and number."""
        report = self.report
        for section in self.sections:
            for page in section["pages"]:
                if not page["items"] and "intro" in page:
                    report.say(f"page {page['id']}", "it has a text but no question; the page was left out.")
            section["pages"] = [page for page in section["pages"] if page["items"]]
        for section in self.sections:
            if not section["pages"]:
                report.say(f"section {section['id']}", "it has no question; the section was left out.")
        self._check_displays()
        kind, number = about.get("kind"), about.get("number")
        if kind not in ("patient", "clinician", "diary", "interview"):
            report.say(where, "nothing says who answers; the kind became patient.")
            kind = "patient"
        chosen = naming.name(slug, set(), "imported", report, where)
        title = self.pieces.text(about.get("title"), where)
        if title is None:
            title = {"da": chosen, "en": chosen}
            report.say(where, "there is no title; the name of the instrument stands in its place.")
        intro = self.pieces.text(about.get("intro"), where)
        if intro is None:
            report.say(where, "there is no introduction; the title stands in its place.")
        document: Document = {"slug": chosen, "kind": kind, "title": title, "intro": intro or title}
        if isinstance(number, int) and not isinstance(number, bool) and 1 < number <= 32_767:
            document["number"] = number
        document["sections"] = [section for section in self.sections if section["pages"]]
        self._tell_summaries(where)
        return Imported(self._checked(document, where), tuple(report.lines))

    def _checked(self, document: Document, where: str) -> Definition | None:
        if not document["sections"]:
            self.report.say(where, "no question could be taken; there is no instrument.")
            return None
        try:
            return from_document(document, where)
        except DefinitionError as error:
            self.report.lines += [fault for fault in error.faults if fault not in self.report.lines]
            return None

    def _page(self, where: str) -> Document:
        if not self.sections or not self.sections[-1]["pages"]:
            self.page(f"page_{len(self.taken['page']) + 1}", where)
        page: Document = self.sections[-1]["pages"][-1]
        return page

    def _check_displays(self) -> None:
        items = [item for section in self.sections for page in section["pages"] for item in page["items"]]
        modes = {item["id"] for item in items if {option["code"] for option in item.get("options", [])} == DISPLAYS}
        for item in items:
            if "display" in item and item["display"] not in modes:
                self.report.say(f"item {item['id']}", f"display names {item.pop('display')}, which is no such choice.")

    def _tell_summaries(self, where: str) -> None:
        """One line instead of one for each text, where a whole language or all labels had to be made up."""
        for language, places in self.pieces.filled.items():
            if places:
                self.report.say(
                    where,
                    f"{len(places)} texts have no {NAMES[language]}; the other language stands in their place and "
                    f"is to be translated before publishing: {_some(places)}.",
                )
        if self.pieces.labelled:
            names = self.pieces.labelled
            self.report.say(where, f"labels were made from the questions of {len(names)} items: {_some(names)}.")


def _some(places: list[str]) -> str:
    once = list(dict.fromkeys(places))
    return ", ".join(once[:_SHOWN]) + (f" and {len(once) - _SHOWN} more" if len(once) > _SHOWN else "")
