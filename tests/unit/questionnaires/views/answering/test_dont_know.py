""" "I don't know" on the way from the page to the stored answers."""

from tests.unit.questionnaires.answering import ALL, Person

UNKNOWN = {"missing": "d"}


def test_a_page_offers_it_where_the_questionnaire_says_so(person: Person) -> None:
    work = person.get("answer_page", "work").content.decode()
    assert work.count("Ved ikke") == 1
    assert work.count('value="~d"') == 1
    numbers = person.get("answer_page", "numbers").content.decode()
    assert 'name="unknown-days"' in numbers
    assert numbers.count("Ved ikke") == 1


def test_a_sent_page_keeps_it_and_shows_it_again(person: Person) -> None:
    assert person.send("work", "works hurts", works="true", hurts="~d").status_code == 302
    person.send("back", "where helps", where="low", helps=["walk"], **{"unknown-helps": "1"})
    person.send("numbers", "days weight since talk", days="4", **{"unknown-days": "1"})
    for name in ("hurts", "helps", "days"):
        assert person.answers[name] == UNKNOWN
    assert 'value="~d" checked' in person.get("answer_page", "work").content.decode()
    assert 'data-reason="d" checked' in person.get("answer_page", "numbers").content.decode()


def test_an_answer_takes_its_place_again(person: Person) -> None:
    person.send("numbers", "days weight since talk", **{"unknown-days": "1"})
    person.send("numbers", "days weight since talk", days="4")
    assert person.answers["days"] == 4
    person.send("numbers", "days weight since talk", days="4", **{"not-days": "1"})
    assert person.answers["days"] == {"missing": "p"}


def test_it_is_no_answer_to_a_question_that_does_not_offer_it(person: Person) -> None:
    assert person.send("work", "works hurts", works="~d", hurts="3").status_code == 422
    assert person.answers == {"hurts": 3}


def test_it_is_saved_as_it_is_given(person: Person) -> None:
    assert person.patch({"answers": {"hurts": 7}}).status_code == 200
    assert person.patch({"answers": {"hurts": UNKNOWN}}).json()["faults"] == {}
    assert person.answers == {"hurts": UNKNOWN}


def test_it_counts_as_answered_and_is_handed_in_as_it_stands(person: Person) -> None:
    person.patch({"answers": ALL | {"hurts": UNKNOWN, "helps": {"missing": "p"}}})
    person.client.cookies["django_language"] = "en"
    text = person.get("submit_answers").content.decode()
    assert "no answer" not in text.lower()
    assert text.count("Don&#x27;t know") + text.count("Don't know") == 1
    assert text.count("Would rather not say") == 1
    person.client.post(person.url("submit_answers"))
    assert person.assignment.state == "submitted"
    assert person.answers["hurts"] == UNKNOWN
