"""A scale in three ways, as it is sent: switching, staying what it was, and how it was shown."""

import pytest

from tests.unit.questionnaires import ways
from tests.unit.questionnaires.answering import Person


@pytest.fixture
def person(db: None) -> Person:
    return ways.person()


def mode(person: Person) -> object:
    return person.assignment.response.trail["ache"]["mode"]


def test_the_switch_saves_what_was_chosen_and_stays_on_the_page(person: Person) -> None:
    sent = person.client.post(
        person.url("answer_page", "pain"),
        {
            "shown": ["ache", "ache_shown", "days"],
            "ache_shown": "faces",
            "ache": "30",
            "way-ache": "number",
            "days": "4",
        },
    )
    assert sent.status_code == 302
    assert sent.url == person.url("answer_page", "pain")
    assert person.answers == {"ache": 30, "ache_shown": "faces", "days": 4}
    page = person.get("answer_page", "pain").content.decode()
    assert 'data-shown-as="faces"' in page
    assert 'value="30" data-place="40" checked' in page


def test_going_on_without_a_switch_chooses_no_way(person: Person) -> None:
    sent = person.send("pain", "ache ache_shown days", ache="30", **{"way-ache": "number"})
    assert sent.url == person.url("answer_page", "body")
    assert person.answers == {"ache": 30}


@pytest.mark.covers("R72")
@pytest.mark.parametrize("way", ["line", "number", "faces"])
def test_how_it_was_shown_is_kept_with_the_answer(person: Person, way: str) -> None:
    person.send("pain", "ache", ache="60", **{"way-ache": way})
    assert (person.answers["ache"], mode(person)) == (60, way)
    person.patch({"answers": {"ache": 61, "days": 2}, "modes": {"ache": way, "days": way}})
    assert (person.answers["ache"], mode(person)) == (61, way)
    assert person.assignment.response.trail["days"]["mode"] == "page"


def test_an_answer_keeps_the_way_in_which_it_was_given(person: Person) -> None:
    """Sent along once more by a page that shows it in another way, it is neither rounded nor said to be given there."""
    person.patch({"answers": {"ache": 37}, "modes": {"ache": "line"}})
    before = person.assignment.response.trail["ache"]
    person.send("pain", "ache ache_shown days", ache="37", **{"way-ache": "faces"})
    assert person.answers["ache"] == 37
    after = person.assignment.response.trail["ache"]
    assert after == before | {"at": after["at"]}
    person.send("pain", "ache ache_shown days", ache="40", **{"way-ache": "faces"})
    assert (person.answers["ache"], mode(person)) == (40, "faces")


@pytest.mark.parametrize("said", ["smoke", 3, None, ["line"]])
def test_what_cannot_be_is_not_believed(person: Person, said: object) -> None:
    assert person.patch({"answers": {"ache": 10}, "modes": {"ache": said}}).status_code == 200
    assert mode(person) == "page"
    assert person.patch({"answers": {"ache": 20}, "modes": said}).status_code == 200


def test_would_rather_not_say_takes_the_place_of_an_answer(person: Person) -> None:
    person.send("pain", "ache", ache="30", **{"way-ache": "number"})
    person.send("pain", "ache", ache="~p", **{"way-ache": "number"})
    assert person.answers == {"ache": {"missing": "p"}}


def test_the_switch_is_no_question_of_its_own(person: Person) -> None:
    page = person.get("answer_page", "pain").content.decode()
    assert page.count('data-item="ache_shown"') == 1
    assert '<fieldset class="question" id="ache_shown"' not in page
    overview = person.get("submit_answers")
    assert [line.item_id for line in overview.context["lines"]] == ["ache", "days", "sites", "one"]


def test_groups_have_headings_that_belong_to_them(person: Person) -> None:
    page = person.get("answer_page", "lists").content.decode()
    assert 'role="group" aria-labelledby="one-first one-first-help"' in page
    assert '<p class="group-heading" id="one-first">Først</p>' in page
    assert "De korte" in page


def test_the_list_is_the_form_and_the_drawing_is_silent(person: Person) -> None:
    person.send("body", "sites", sites=["b_low_back"])
    page = person.get("answer_page", "body").content.decode()
    assert 'data-body hidden aria-hidden="true"' in page
    assert 'data-zone="b_low_back" data-on=""' in page
    assert page.count('type="checkbox" name="sites"') == 8
    assert "Højre og venstre er dine egne." in page
