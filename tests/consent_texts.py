"""Editions of the consent text that are not shipped: the shipped one under a later number."""

from datetime import date
from typing import Any

from cohort.members.models import ConsentText
from recruitment.actions import load_consent
from recruitment.consent import text


def edition(number: int, valid_from: date, **changes: Any) -> ConsentText:
    """The shipped words under that number and from that day, loaded; `changes` overrule what the file says.

    What a yes to the diary means carries the number, so that a page shows which edition it holds.
    """
    written = (load_consent.SHIPPED / "1.yaml").read_text(encoding="utf-8")
    document = text.to_document(text.read(written, "1.yaml"))
    scopes: Any = document["scopes"]
    renewed = [
        one | {"meaning": {"da": f"Udgave {number}.", "en": f"Edition {number}."}} if one["scope"] == "diary" else one
        for one in scopes
    ]
    said = {"number": number, "valid_from": valid_from.isoformat(), "scopes": renewed}
    return load_consent.load(text.from_document(document | said | changes))


def asking(number: int, valid_from: date, *concerns: str, until: date, **changes: Any) -> ConsentText:
    """An edition that asks those again who said yes to these scopes."""
    return edition(number, valid_from, concerns=list(concerns), answer_by=until.isoformat(), **changes)
