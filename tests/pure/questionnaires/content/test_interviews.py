"""The two interview guides: what is kept, what is never kept, and the topics with their questions."""

import re

import pytest

from questionnaires.definition.codebook import variables
from questionnaires.definition.load import read_folder
from questionnaires.definition.schema import Definition, Item
from questionnaires.engine.branching import visible
from tests.pure.questionnaires.content.test_content import size
from tests.pure.questionnaires.content.test_words import BLAME, MOST_WORDS

CONTENT = read_folder()
GUIDES = ("interview_patient", "interview_gp")
KEPT = {
    "i_no": ("integer", (1, 99)),
    "i_date": ("date", 0),
    "i_mode": ("choice", 3),
    "i_interviewer": ("integer", (1, 999)),
    "i_guide_version": ("integer", (1, 99)),
    "i_info_repeated": ("boolean", 0),
    "i_notes": ("text", 4000),
    "i_quotes": ("text", 4000),
    "i_quotes_safe": ("boolean", 0),
    "i_minutes": ("integer", (1, 240)),
    "i_audio": ("boolean", 0),
    "i_audio_id": ("text", 60),
    "i_member_check": ("choice", 3),
    "form_feedback": ("choice", 3),
    "form_feedback_text": ("text", 120),
}
PATIENT_TOPICS = (
    "story first_contact turning_points ideal tests treatment movement_rest drives relation coordination"
    " work home worries hopes summary closing"
)
GP_ONLY = {"advising", "offers", "cohort"}


def topics(definition: Definition) -> Item:
    found = definition.item("i_topics")
    assert found is not None
    return found


def codes(definition: Definition) -> list[str]:
    return [option.code for option in topics(definition).options]


@pytest.mark.parametrize("slug", GUIDES)
def test_the_record_of_an_interview_holds_the_variables_of_the_dictionary(slug: str) -> None:
    found = {variable.name: (variable.type, size(variable)) for variable in variables(CONTENT[slug])}
    assert found.pop("i_topics") == ("multi", len(codes(CONTENT[slug])))
    assert found == KEPT
    assert CONTENT[slug].kind == "interview"


def test_the_two_guides_share_their_topics_and_the_doctors_has_some_of_its_own() -> None:
    assert codes(CONTENT["interview_patient"]) == PATIENT_TOPICS.split()
    assert set(codes(CONTENT["interview_gp"])) == {*PATIENT_TOPICS.split(), *GP_ONLY}


@pytest.mark.parametrize("slug", GUIDES)
def test_every_topic_stands_in_a_group_and_every_group_has_questions_to_ask(slug: str) -> None:
    item = topics(CONTENT[slug])
    assert {option.group for option in item.options} == {group.id for group in item.groups}
    for group in item.groups:
        assert group.help is not None
        for prompt in (group.help.da, group.help.en):
            assert prompt.count("?") >= 2


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("slug", GUIDES)
def test_what_is_said_aloud_is_short_and_blames_nobody(slug: str, language: str) -> None:
    intros = [page.intro for page in CONTENT[slug].pages if page.intro]
    for spoken in [*intros, *(group.help for group in topics(CONTENT[slug]).groups if group.help)]:
        words = spoken.within(language)
        assert not re.search(BLAME[language], words, re.IGNORECASE), words
        for sentence in re.split(r"[.?!]\s*", words):
            assert len(sentence.split()) <= MOST_WORDS + 7, sentence


@pytest.mark.parametrize("slug", GUIDES)
def test_nothing_of_an_interview_is_shown_in_care(slug: str) -> None:
    assert {variable.zone for variable in variables(CONTENT[slug])} == {"research_only"}


@pytest.mark.parametrize("slug", GUIDES)
def test_the_sound_is_only_a_name_that_never_leaves(slug: str) -> None:
    privacy = {variable.name: variable.privacy for variable in variables(CONTENT[slug])}
    assert {name for name, one in privacy.items() if one == "identifying"} == {"i_audio_id"}
    assert {name for name, one in privacy.items() if one == "free_text"} == {
        *("i_notes", "i_quotes", "form_feedback_text")
    }
    assert "i_audio_id" not in visible(CONTENT[slug], {"i_audio": False})
    assert "i_audio_id" in visible(CONTENT[slug], {"i_audio": True})


@pytest.mark.parametrize("slug", GUIDES)
def test_quotations_are_read_through_for_what_gives_somebody_away(slug: str) -> None:
    assert "i_quotes_safe" not in visible(CONTENT[slug], {})
    assert "i_quotes_safe" in visible(CONTENT[slug], {"i_quotes": "Det hjalp at blive hørt."})


@pytest.mark.parametrize("slug", GUIDES)
def test_information_is_repeated_before_the_talk(slug: str) -> None:
    order = [item.id for item in CONTENT[slug].items]
    assert order.index("i_info_repeated") < order.index("i_topics")
    page = next(page for page in CONTENT[slug].pages if page.items[0].id == "i_info_repeated")
    assert page.intro is not None
