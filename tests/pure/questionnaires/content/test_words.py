"""The words patients read: short sentences, time frame first, no jargon, no blame."""

import re
from collections.abc import Iterator

import pytest

from questionnaires.definition.load import read_folder, read_plan_file
from questionnaires.definition.schema import Definition, Text

CONTENT = read_folder()
PATIENT = {slug: one for slug, one in CONTENT.items() if one.kind in {"patient", "diary"}}
MOST_WORDS = 15

JARGON = {
    "da": (
        "lumbal|thorakal|cervikal|lumbago|iskias|ischias|radikul|prolaps|spondylose|degeneration|stenose|artrose"
        "|vertebra|columna|fraktur|malign|inflammation|infektion|parese|inkontinens|analgetika|nsaid|opioid"
        "|kontraindikation|prognose|diagnose|symptom|kronisk|akut|recidiv|remission|komorbid|kinesiofobi|katastrof"
        "|biopsykosocial|intervention|baseline|tværfaglig|adhærens|komplians|risiko"
    ),
    "en": (
        "lumbar|thoracic|cervical|lumbago|sciatica|radicul|herniation|spondylosis|degenerat|stenosis|osteoarthritis"
        "|vertebra|fracture|malignan|inflammation|infection|paresis|paraesthesia|incontinence|analgesic|nsaid|opioid"
        "|contraindication|adverse|prognosis|diagnosis|symptom|chronic|acute|recurrence|remission|comorbid"
        "|kinesiophobia|catastroph|biopsychosocial|intervention|baseline|multidisciplinary|adherence|compliance|risk"
    ),
}
BLAME = {"da": r"\bburde\b|\bbør\b|\bskal\b|!", "en": r"\bshould\b|\bmust\b|!"}
DISRESPECT = {
    "da": (
        "doven|sofakartoffel|klynker|simulant|besværlig patient|non-komplient|nægter|benægter|påstår"
        "|fejlede behandling|slidt op|ødelagt ryg|lær at leve med"
    ),
    "en": (
        "lazy|couch potato|malinger|difficult patient|non-compliant|denies|claims|failed|worn out|crumbling"
        "|just live with it|nothing wrong"
    ),
}


def texts(definition: Definition) -> Iterator[Text]:
    yield definition.title
    yield definition.intro
    for section in definition.sections:
        yield section.title
    for item in definition.items:
        if item.pack:
            continue
        yield from (text for text in (item.text, item.help, item.unit) if text)
        yield from (option.label for option in item.options)
        if item.ends:
            yield from (item.ends.low, item.ends.high)


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("slug", PATIENT)
def test_sentences_are_short(slug: str, language: str) -> None:
    for text in texts(PATIENT[slug]):
        for sentence in re.split(r"[.?!]\s*", text.within(language)):
            assert len(sentence.split()) <= MOST_WORDS, sentence


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("slug", PATIENT)
def test_no_jargon_and_no_blame(slug: str, language: str) -> None:
    plan_names = [wave.name for wave in read_plan_file().waves]
    for text in [*texts(PATIENT[slug]), *plan_names]:
        words = text.within(language)
        assert not re.search(rf"\b(?:{JARGON[language]})", words, re.IGNORECASE), words
        assert not re.search(BLAME[language], words, re.IGNORECASE), words


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("slug", CONTENT)
def test_nobody_is_labelled(slug: str, language: str) -> None:
    for text in texts(CONTENT[slug]):
        assert not re.search(DISRESPECT[language], text.within(language), re.IGNORECASE), text.within(language)


@pytest.mark.parametrize("slug", PATIENT)
def test_danish_compounds_are_not_long(slug: str) -> None:
    for text in texts(PATIENT[slug]):
        assert max(len(word) for word in re.findall(r"\w+", text.da)) <= 16, text.da


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("slug", PATIENT)
def test_the_time_frame_comes_first(slug: str, language: str) -> None:
    """Every question but the follow-up line of a choice just made opens with its time or place, then a colon."""
    for item in PATIENT[slug].items:
        if item.text and not (item.type == "text" and item.enable_when):
            assert ":" in item.text.within(language).partition("?")[0], item.id


@pytest.mark.parametrize("slug", PATIENT)
def test_patients_are_addressed_as_du(slug: str) -> None:
    for text in texts(PATIENT[slug]):
        assert not re.search(r"\b(?:De|Dem|Deres) (?:har|er|kan|vil)\b", text.da), text.da
