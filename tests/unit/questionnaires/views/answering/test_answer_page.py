"""One page: showing it, saving it, going on."""

import pytest
from pytest_django import DjangoAssertNumQueries

from questionnaires.presenters.answering.questions import PREFER_NOT_VALUE
from tests.unit.questionnaires.answering import Person


def test_a_page_shows_its_questions_in_the_participants_language(person: Person) -> None:
    page = person.get("answer_page", "work")
    assert page.status_code == 200
    text = page.content.decode()
    assert "Hvor ondt gør det?" in text
    assert "How much does it hurt?" not in text
    assert text.count('class="scale-step"') == 11
    assert "Slet ikke" in text
    assert "Tænk på i dag." in text


def test_a_page_says_how_far_one_is(person: Person) -> None:
    person.client.cookies["django_language"] = "en"
    assert "Part 1 of 2" in person.get("answer_page", "work").content.decode()
    assert "Part 2 of 2" in person.get("answer_page", "back").content.decode()


@pytest.mark.covers("R69")
def test_the_page_can_be_read_in_another_language_than_the_participants(person: Person) -> None:
    person.client.cookies["django_language"] = "en"
    assert "How much does it hurt?" in person.get("answer_page", "work").content.decode()
    person.send("work", "works hurts", hurts="3")
    assert person.assignment.response.trail["hurts"]["lang"] == "en"


@pytest.mark.covers("R23")
def test_every_page_names_whom_to_call_and_what_needs_help_today(person: Person) -> None:
    for page in (
        person.get("open_questionnaire"),
        person.get("answer_page", "work"),
        person.get("submit_answers"),
        person.get("show_pause"),
    ):
        text = page.content.decode()
        assert "Anne Test" in text
        assert "study@study.example" in text
        assert "112" in text


def test_every_type_of_answer_is_saved_by_sending_pages(person: Person) -> None:
    person.send("work", "works hurts", works="true", hurts="7")
    person.send("job", "job", job="Tømrer")
    person.send("back", "where helps", where="low", helps=["walk", "rest"])
    sent = person.send("numbers", "days weight since talk", days="3", weight="71,5", since="2026-05-01", talk="true")
    assert sent.status_code == 302
    assert sent.url == person.url("submit_answers")
    assert person.answers == {
        "works": True,
        "hurts": 7,
        "job": "Tømrer",
        "where": "low",
        "helps": ["walk", "rest"],
        "days": 3,
        "weight": 71.5,
        "since": "2026-05-01",
        "talk": True,
    }


def test_a_page_shows_what_was_answered_before(person: Person) -> None:
    person.send("work", "works hurts", works="true", hurts="7")
    person.send("numbers", "days weight since talk", days="3")
    work = person.get("answer_page", "work").content.decode()
    assert 'value="7" checked' in work
    assert 'value="true" checked' in work
    assert 'name="days" value="3"' in person.get("answer_page", "numbers").content.decode()


@pytest.mark.covers("R67")
def test_every_question_can_be_skipped(person: Person) -> None:
    """Sending pages without any answer leads to the end, and handing in is possible."""
    url = person.url("answer_page", "work")
    shown = {"work": "works hurts", "back": "where helps", "numbers": "days weight since talk"}
    for page, items in shown.items():
        assert url == person.url("answer_page", page)
        url = person.send(page, items).url
    assert url == person.url("submit_answers")
    assert person.client.post(url).status_code == 302
    assert person.assignment.state == "submitted"
    assert person.answers["hurts"] == {"missing": "s"}


@pytest.mark.covers("R67")
def test_one_can_say_that_one_would_rather_not_say(person: Person) -> None:
    assert person.send("work", "works hurts", works="~p", hurts="~p").status_code == 302
    person.send("back", "where helps", **{"not-helps": "1"})
    person.send("numbers", "days weight since talk", days="4", **{"not-days": "1"})
    for name in ("works", "hurts", "helps", "days"):
        assert person.answers[name] == {"missing": "p"}
    assert 'value="~p" checked' in person.get("answer_page", "work").content.decode()


def test_wrong_answers_are_explained_and_right_ones_kept(person: Person) -> None:
    sent = person.send("numbers", "days weight since talk", days="99", weight="71", since="i går", talk="true")
    assert sent.status_code == 422
    text = sent.content.decode()
    assert text.count("question-wrong") == 2
    assert 'href="#days"' in text
    assert 'role="alert"' in text
    assert 'name="days" value="99"' in text, "what was wrong is there to be mended"
    assert person.answers == {"weight": 71, "talk": True}


def test_what_was_wrong_is_shown_as_text(person: Person) -> None:
    text = person.send("numbers", "days", days='9"><script>').content.decode()
    assert "<script>" not in text.replace("<script src", "")
    assert "9&quot;&gt;&lt;script&gt;" in text


def test_an_answer_that_excludes_others_is_explained(person: Person) -> None:
    person.client.cookies["django_language"] = "en"
    sent = person.send("back", "where helps", where="low", helps=["walk", "none"])
    assert sent.status_code == 422
    assert "cannot stand together with others" in sent.content.decode()
    assert person.answers == {"where": "low"}


def test_a_page_that_does_not_concern_one_is_left_out(person: Person) -> None:
    assert person.send("work", "works hurts", works="false").url == person.url("answer_page", "back")
    assert person.send("work", "works hurts", works="true").url == person.url("answer_page", "job")


def test_a_page_whose_questions_are_switched_off_leads_on(person: Person) -> None:
    assert person.get("answer_page", "job").url == person.url("answer_page", "back")


def test_an_answer_can_open_a_question_on_the_same_page(person: Person) -> None:
    """Without JavaScript the page comes back with the question that was opened, once."""
    before = person.get("answer_page", "back").content.decode()
    assert before.count(" hidden disabled>") == 1
    sent = person.send("back", "where helps", where="other")
    assert sent.url == person.url("answer_page", "back")
    assert " hidden disabled>" not in person.get("answer_page", "back").content.decode()
    sent = person.send("back", "where where_text helps", where="other", where_text="Skulderen")
    assert sent.url == person.url("answer_page", "numbers")


def test_of_what_is_sent_twice_the_last_counts(person: Person) -> None:
    person.send("work", "works hurts", works=["true", "false"], hurts=[PREFER_NOT_VALUE, "7"])
    person.send("back", "where helps", where=["low", "other"], helps=["walk", "rest"])
    expected = {"works": False, "hurts": 7, "where": "other", "helps": ["walk", "rest"]}
    assert person.answers == expected
    person.send("work", "hurts", hurts=["7", PREFER_NOT_VALUE])
    assert person.answers == expected | {"hurts": {"missing": "p"}}


def test_a_question_that_was_not_shown_keeps_its_answer(person: Person) -> None:
    person.patch({"answers": {"talk": True, "days": 2}})
    person.send("numbers", "weight", weight="70")
    assert person.answers == {"talk": True, "days": 2, "weight": 70}


def test_a_tick_and_a_list_can_be_taken_back(person: Person) -> None:
    person.patch({"answers": {"talk": True, "helps": ["walk"]}})
    person.send("numbers", "talk")
    person.send("back", "helps")
    assert person.answers == {"talk": False}


@pytest.mark.covers("R66")
def test_a_page_can_be_saved_for_a_break_and_one_page_back_is_a_link(person: Person) -> None:
    sent = person.client.post(person.url("answer_page", "work"), {"shown": "hurts", "hurts": "5", "go": "pause"})
    assert sent.url == person.url("show_pause")
    assert person.answers == {"hurts": 5}
    assert f'href="{person.url("answer_page", "work")}"' in person.get("answer_page", "back").content.decode()


def test_an_unknown_page_is_not_found(person: Person) -> None:
    assert person.get("answer_page", "nowhere").status_code == 404


def test_what_a_person_wrote_is_shown_as_text(person: Person) -> None:
    person.patch({"answers": {"works": True, "job": '"><img src=x>'}})
    text = person.get("answer_page", "job").content.decode()
    assert "<img src=x>" not in text
    assert "&lt;img src=x&gt;" in text


def test_opening_and_sending_a_page_cost_few_queries(
    person: Person, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    person.send("work", "works hurts", works="true", hurts="7")
    with django_assert_max_num_queries(1):
        person.get("answer_page", "back")
    with django_assert_max_num_queries(3):
        person.send("work", "works hurts", works="true", hurts="8")
    assert person.answers["hurts"] == 8


def test_a_page_left_open_takes_nothing_newer_back(person: Person) -> None:
    """The page was opened an hour ago; since then its questions were answered on another device."""
    person.patch({"answers": {"where": "low", "helps": ["walk"]}})
    times = '{"ages": {"where": 3600000, "helps": 3600000}, "seconds": {"where": 5}}'
    answer = person.send("back", "where helps", where="other", times=times)
    assert answer.status_code == 302
    assert person.answers == {"where": "low", "helps": ["walk"]}


def test_times_that_cannot_be_read_cost_no_answer(person: Person) -> None:
    for times in ("", "{", "[]", "nonsense", "[" * 5000, '{"ages": 3}'):
        assert person.send("back", "where", where="low", times=times).status_code == 302
        assert person.answers == {"where": "low"}
