"""Every sentence that a person sees exists in Danish with its placeholders; none is translated in vain."""

import io
import re
from collections.abc import Iterable, Iterator, Sequence

import pytest
from babel.messages.catalog import Catalog
from babel.messages.catalog import Message as Entry
from babel.messages.pofile import read_po

from tests.repository.scan.messages import Message, messages, messages_in
from tests.repository.scan.sources import ROOT, assert_none

CATALOGUE = ROOT / "locale" / "da" / "LC_MESSAGES" / "django.po"

_PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[sd]|\{\w*\}")


def faults(wanted: Iterable[Message], catalogue: Catalog) -> Iterator[str]:
    """What is missing, unsure, empty, superfluous, or translated with other placeholders."""
    still_wanted = set(wanted)
    for entry in catalogue:
        if not entry.id:
            continue  # the head of the file
        message = message_of(entry)
        if message not in still_wanted:
            yield f"unused: {message.singular}"
        still_wanted.discard(message)
        if fault := fault_of(entry):
            yield f"{fault}: {message.singular}"
    yield from (f"obsolete: {entry.id}" for entry in catalogue.obsolete.values())
    yield from (f"missing: {message.singular}" for message in sorted(still_wanted))


def message_of(entry: Entry) -> Message:
    """The English side of an entry."""
    return Message(entry.context or "", *forms(entry.id))


def forms(text: str | Sequence[str] | None) -> list[str]:
    """One form, or the forms of a sentence that counts."""
    return [text or ""] if isinstance(text, str | None) else list(text)


def fault_of(entry: Entry) -> str:
    """What is wrong with the Danish side of an entry; empty when nothing is."""
    english, danish = forms(entry.id), forms(entry.string)
    if entry.fuzzy:
        return "fuzzy"
    if len(danish) != len(english) or not all(danish):
        return "untranslated"
    known = placeholders(" ".join(english))
    if any(not placeholders(form) <= known for form in danish):
        return "unknown placeholder"
    if placeholders(danish[-1]) != placeholders(english[-1]):
        return "other placeholders"
    return ""


def placeholders(text: str) -> set[str]:
    """The places in a sentence that are filled in."""
    return set(_PLACEHOLDER.findall(text))


@pytest.mark.covers("R69")
def test_the_danish_catalogue_is_complete() -> None:
    with CATALOGUE.open("rb") as file:
        catalogue = read_po(file, locale="da", abort_invalid=True)
    assert_none(faults(messages(), catalogue))


def test_sentences_are_read_from_templates_and_code() -> None:
    template = """{% load i18n %}
        <p title="{% translate 'Your "back" now' %}">{% blocktranslate trimmed count n=rows|length %}
            {{ n }} row
        {% plural %}
            {{ n }} rows
        {% endblocktranslate %}</p>
      {% translate "May" context "month" %} it's {% if a == _("Yes") %}x{% endif %} {# _("no") #}
    """
    assert [message for _, message in messages_in(template, template=True)] == [
        Message("", 'Your "back" now'),
        Message("", "%(n)s row", "%(n)s rows"),
        Message("month", "May"),
        Message("", "Yes"),
    ]
    code = 'x = _("one " "two"); y = ngettext_lazy("%d day", "%d days", 2); pgettext("part", "Leg"); _(z)'
    assert [message for _, message in messages_in(code, template=False)] == [
        Message("", "one two"),
        Message("", "%d day", "%d days"),
        Message("part", "Leg"),
    ]


SAMPLE = """
msgid "Good %(n)s"
msgstr "God %(n)s"

msgid "Empty"
msgstr ""

#, fuzzy
msgid "Unsure"
msgstr "Usikker"

msgid "Lost %(n)s"
msgstr "Tabt"

msgid "New"
msgstr "Ny %(n)s"

msgid "Gone"
msgstr "Væk"

msgid "%(n)s day"
msgid_plural "%(n)s days"
msgstr[0] "en dag"
msgstr[1] "%(n)s dage"

#~ msgid "Old"
#~ msgstr "Gammel"
"""


def test_every_kind_of_fault_is_found() -> None:
    singles = ("Good %(n)s", "Empty", "Unsure", "Lost %(n)s", "New", "Absent")
    wanted = [*(Message("", singular) for singular in singles), Message("", "%(n)s day", "%(n)s days")]
    assert list(faults(wanted, read_po(io.BytesIO(SAMPLE.encode()), locale="da"))) == [
        "untranslated: Empty",
        "fuzzy: Unsure",
        "other placeholders: Lost %(n)s",
        "unknown placeholder: New",
        "unused: Gone",
        "obsolete: Old",
        "missing: Absent",
    ]
