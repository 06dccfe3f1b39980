"""What patients read is plain: instruments, pages, letters, text messages, printed sheet and consent."""

import functools
from collections.abc import Iterator
from pathlib import Path

import pytest

from questionnaires.definition.load import read_folder, read_plan_file
from questionnaires.definition.schema import Text
from questionnaires.plain_language import accepted, lengths
from questionnaires.plain_language.advice import RULES
from questionnaires.plain_language.finding import Finding, Place
from questionnaires.plain_language.instruments import instruments, running_text
from questionnaires.plain_language.questions import LANGUAGES, short, translation
from questionnaires.plain_language.report import line
from questionnaires.plain_language.wording import respect, wording
from recruitment.actions.load_consent import SHIPPED
from recruitment.consent.text import Consent
from recruitment.consent.text import read as read_consent
from tests.repository.plain_language.patient_texts import MODULES, Sentences, danish, everything, pages, templates
from tests.repository.scan.sources import ROOT, assert_none


def in_page(page: Sentences) -> Iterator[Finding]:
    """A page or letter: its sentences as running text, every text for its words, labels for their length."""
    place = Place(page.source, "", page.language)
    yield from lengths.running(page.running, place, page.language)
    for text in page.texts:
        yield from lengths.compounds(text, place)
        yield from wording(text, place, page.language)
    for label in page.labels:
        yield from lengths.sentence_lengths(label, place, page.language)


def shipped_consent() -> list[Consent]:
    return [read_consent(path.read_text(encoding="utf-8"), path.name) for path in sorted(SHIPPED.glob("*.yaml"))]


def in_consent(consent: Consent) -> Iterator[Finding]:
    """A consent text in three readings: the short one, the long one, and what the choices mean."""
    readings = {
        "short": list(consent.short),
        "long": [paragraph for chapter in consent.long for paragraph in chapter.paragraphs],
        "choices": [scope.meaning for scope in consent.scopes],
    }
    for name, paragraphs in readings.items():
        for language in LANGUAGES:
            text = "\n\n".join(paragraph.within(language) for paragraph in paragraphs)
            yield from running_text(text, Place("consent", name, language), language, "consent")
    for title in [chapter.title for chapter in consent.long] + [scope.title for scope in consent.scopes]:
        yield from short(title, "consent", "titles")


@functools.cache
def findings() -> tuple[Finding, ...]:
    """Everything the linter says about what is shipped."""
    plan = read_plan_file()
    found = instruments(list(read_folder().values()), plan)
    found += (finding for wave in plan.waves for finding in short(wave.name, "plan", wave.slug))
    found += (finding for page in pages() for finding in in_page(page))
    found += (finding for consent in shipped_consent() for finding in in_consent(consent))
    for source, language, text in everything():
        found += respect(text, Place(source, "", language), language)
    for message, forms in danish().items():
        found += translation(forms[0] if forms else "", message.singular, "locale", message.singular[:40])
    return tuple(found)


@pytest.mark.covers("R64")
def test_what_patients_read_is_plain_or_has_a_reason() -> None:
    assert_none(line(found) for found in accepted.open_findings(findings(), accepted.shipped()))


def test_no_reason_is_given_for_what_no_longer_occurs() -> None:
    assert_none(f"{entry.place}: {entry.rule}" for entry in accepted.idle(findings(), accepted.shipped()))


def test_pages_letters_and_sheets_are_all_read() -> None:
    read = {page.source: page for page in pages() if page.language == "da"}
    for source in (
        "templates/parts/safety.html",
        "templates/pathways/show_own_page.html",
        "templates/pathways/print_patient.html",
        "templates/questionnaires/answer_page.html",
        "templates/recruitment/open_link.html",
        *MODULES,
    ):
        assert read[source].texts, source
    assert Path("templates/pathways/show_participant.html") not in templates()


def test_a_page_letter_or_title_that_is_not_plain_is_found() -> None:
    long = "You can " + "walk and rest and " * 7 + "sleep."
    bad = Sentences("page.html", "en", (long, "Your diagnosis", "Well done!!"))
    assert {found.rule for found in in_page(bad)} == {"long_sentence", "term", "praise"}
    good = Sentences("page.html", "en", ("You can take a break.", "Answer now"))
    assert list(in_page(good)) == []
    assert [found.rule for found in short(Text(da="Din prognose", en="How it goes"), "consent", "titles")] == ["term"]


def test_the_page_about_the_linter_names_every_rule() -> None:
    page = (ROOT / "docs" / "plain-language.md").read_text(encoding="utf-8")
    assert_none(rule for rule in RULES if f"`{rule}`" not in page)
