"""Every rule about a text finds its bad sample and leaves the good one alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questionnaires.definition.schema import Language
from questionnaires.plain_language import lengths
from questionnaires.plain_language.advice import RULES, sentence
from questionnaires.plain_language.finding import Finding, Place
from questionnaires.plain_language.instruments import running_text
from questionnaires.plain_language.terms import lists
from questionnaires.plain_language.wording import respect, wording
from tests.pure.questionnaires.plain_language.test_metrics import text_of


def said(text: str, language: Language, *, question: bool = False) -> set[tuple[str, str]]:
    """Rule and level of everything the wording rules find."""
    return {(found.rule, found.level) for found in wording(text, Place("x"), language, question=question)}


def measured(text: str, language: Language, genre: lengths.Genre = "patient") -> set[tuple[str, str]]:
    return {(found.rule, found.level) for found in lengths.running(text, Place("x"), language, genre)}


@pytest.mark.parametrize(
    "rule, level, language, bad, good",
    [
        ("term", "fail", "da", "Har du lumbago?", "Har du ondt i lænden?"),
        ("term", "fail", "da", "Har du fået røntgen?", "Har du fået et billede af ryggen (røntgen)?"),
        ("term", "fail", "da", "Har du rygsymptomer?", "Er der noget, du mærker?"),
        ("term", "fail", "en", "Your chronic pain", "Your long-lasting pain"),
        ("term", "fail", "en", "You get an X-ray.", "You get a picture of your back (X-ray)."),
        ("respect", "fail", "da", "Patienten benægter smerter", "Patienten har ingen smerter"),
        ("respect", "fail", "en", "The patient claims to be tired", "The patient says that she is tired"),
        ("risk_label", "fail", "da", "Du er i højrisiko", "Lidt støtte er nok"),
        ("risk_label", "fail", "en", "You are at high risk", "Some support helps"),
        ("praise", "fail", "da", "Flot klaret!", "Tak for dine svar!"),
        ("praise", "fail", "en", "Thanks!!", "Thank you."),
        ("blame", "warn", "da", "Du bør gå mere.", "Du kan gå en tur."),
        ("blame", "warn", "en", "You must walk.", "You can walk. Mustard helps nobody."),
        ("all_caps", "fail", "da", "Det er VIGTIGT.", "Du får taget en MR."),
        ("all_caps", "fail", "en", "This is IMPORTANT.", "You get an MR. We use REDCAP."),
        ("and_or", "warn", "da", "Varme og/eller kulde", "Varme eller kulde"),
        ("double_negative", "warn", "da", "Det er ikke umuligt.", "Det kan ikke ses, og ingen ringer."),
        ("double_negative", "warn", "en", "It is not impossible.", "It is not here, and nobody calls."),
    ],
)
def test_words(rule: str, level: str, language: Language, bad: str, good: str) -> None:
    assert said(bad, language) == {(rule, level)}
    assert said(good, language) == set()


@pytest.mark.parametrize("rule, text", [("and_or", "Hurts it and/or aches?"), ("double_negative", "Is it not never?")])
def test_what_makes_a_question_unanswerable_fails_there(rule: str, text: str) -> None:
    assert said(text, "en") == {(rule, "warn")}
    assert said(text, "en", question=True) == {(rule, "fail")}


@pytest.mark.parametrize("language", ["da", "en"])
def test_every_term_is_found_and_its_replacement_is_plain(language: Language) -> None:
    assert len(lists().terms) == 40
    for term in lists().terms:
        wordings = term.within(language)
        for avoid in wordings.avoid:
            assert ("term", "fail") in said(f"Om {avoid} her", language), avoid
            assert ("term", "fail") in said(f"Om {avoid.upper()}er her", language), avoid
        assert ("term", "fail") not in said(wordings.use, language), wordings.use


@pytest.mark.parametrize("language", ["da", "en"])
def test_every_word_of_disrespect_is_found_and_the_advice_is_respectful(language: Language) -> None:
    for wordings in lists().respect[language]:
        for avoid in wordings.avoid:
            found = list(respect(f"Og {avoid}.", Place("note"), language))
            assert [(one.rule, one.level) for one in found] == [("respect", "fail")], avoid
        assert list(respect(wordings.use, Place("note"), language)) == []


def test_a_term_may_explain_itself_in_brackets_behind_its_plain_word_only() -> None:
    assert said("Ondt i lænden (lumbago) er tit", "da") == set()
    assert said("Lumbago (ondt i lænden) er tit", "da") == {("term", "fail")}
    assert said("Ondt i benet (lumbago) er tit", "da") == {("term", "fail")}
    assert said("Ondt i lænden (fx efter løft) og lumbago", "da") == {("term", "fail")}


@pytest.mark.parametrize(
    "genre, lix, expected",
    [
        ("patient", 34, set()),
        ("patient", 35, {("lix", "warn")}),
        ("patient", 40, {("lix", "warn")}),
        ("patient", 41, {("lix", "fail")}),
        ("consent", 36, set()),
        ("consent", 37, {("lix", "warn")}),
        ("consent", 42, {("lix", "warn")}),
        ("consent", 43, {("lix", "fail")}),
    ],
)
def test_lix_of_running_text(genre: lengths.Genre, lix: int, expected: set[tuple[str, str]]) -> None:
    assert measured(text_of(100, 10, lix - 10), "da", genre) == expected


SHORT = "We ask how it goes. You can skip it. "


@pytest.mark.parametrize(
    "text, expected",
    [
        (SHORT * 10, set()),
        ("We wonder about physical activity and your family at home. " * 10, {("grade", "fail"), ("ease", "warn")}),
        ("Your doctor asks about your family and what you like to do after dinner too. " * 5, {("grade", "warn")}),
        (("We ask how it goes and you can say as much as you want to us at once. ") * 6, {("mean_sentence", "warn")}),
        (SHORT * 10 + "We ask" + " and ask" * 10 + ".", {("long_sentence", "fail")}),
    ],
)
def test_running_english_text(text: str, expected: set[tuple[str, str]]) -> None:
    assert measured(text, "en") == expected


def test_a_long_english_sentence_of_a_consent_text_waits_for_the_next_edition() -> None:
    text = SHORT * 10 + "We ask" + " and ask" * 10 + "."
    assert measured(text, "en", "consent") == {("long_sentence", "warn")}


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("number, expected", [(15, set()), (16, {"warn"}), (20, {"warn"}), (21, {"fail"})])
def test_words_in_a_sentence_of_a_short_text(language: Language, number: int, expected: set[str]) -> None:
    text = "Du kan. " + " ".join(["Du"] * number) + "."
    assert {level for rule, level in measured(text, language) if rule == "long_sentence"} == expected


def in_question(text: str) -> set[tuple[str, str]]:
    return {(found.rule, found.level) for found in lengths.question(text, Place("x"), "da")}


def test_a_question_has_few_sentences_and_few_long_words() -> None:
    assert in_question("Gik du? Løb du? Cyklede du?") == {("many_sentences", "warn")}
    assert in_question("Det gik. Løb du?") == set()
    assert in_question("Beskriv generelle aktiviteter") == {("long_words", "warn")}
    assert in_question("Lige nu: Arbejder du?") == set()
    assert in_question("Lige nu: Arbejder du hjemmefra en eller to dage?") == set()


def test_a_long_compound_wants_a_hyphen() -> None:
    found = list(lengths.compounds("Et smertehåndteringsprogram", Place("x")))
    assert [(one.rule, one.level, one.params["value"]) for one in found] == [("long_compound", "warn", 24)]
    assert list(lengths.compounds("Et opfølgnings-spørgeskema", Place("x"))) == []


@given(st.text(), st.sampled_from(["da", "en"]))
def test_no_text_stops_the_rules(text: str, language: Language) -> None:
    place = Place("x", "y", language)
    found = [*running_text(text, place, language), *lengths.question(text, place, language)]
    assert all(sentence(one) for one in found)


def test_every_finding_says_what_to_do() -> None:
    finding = Finding("term", "fail", Place("week_2", "worry", "da", "help"), "kronisk", {"use": "langvarig"})
    assert sentence(finding) == "Patients may not know this term. Write: langvarig."
    assert finding.place.key == "week_2/worry/da"
    assert finding.place.spelled == "week_2/worry/da (help)"
    assert all(text.endswith((".", "{use}")) for text in RULES.values())
