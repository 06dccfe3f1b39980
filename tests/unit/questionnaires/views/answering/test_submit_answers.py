"""The end of the way."""

from cohort.audit.models import Entry
from questionnaires.models import Score
from tests.unit.questionnaires.answering import ALL, Person


def test_the_last_page_lists_what_has_no_answer_and_what_was_answered(person: Person) -> None:
    person.patch({"answers": ALL | {"since": None, "days": {"missing": "p"}}})
    person.client.cookies["django_language"] = "en"
    text = person.get("submit_answers").content.decode()
    assert "1 question has no answer" in text
    assert person.url("answer_page", "numbers") + "#since" in text
    assert "Low back" in text
    assert "Walking" in text
    assert "Would rather not say" in text


def test_sending_closes_the_assignment_and_thanks(person: Person) -> None:
    person.patch({"answers": ALL})
    sent = person.client.post(person.url("submit_answers"))
    assert sent.url == person.url("show_received")
    assert person.assignment.state == "submitted"
    assert person.answers == ALL
    assert person.get("show_received").status_code == 200


def test_sending_twice_is_sending_once(person: Person) -> None:
    person.patch({"answers": ALL})
    for _ in range(2):
        assert person.client.post(person.url("submit_answers")).url == person.url("show_received")
    assert Entry.objects.filter(action="response.submitted").count() == 1
    assert Score.objects.count() == 0


def test_before_sending_there_are_no_thanks(person: Person) -> None:
    assert person.get("show_received").url == person.url("open_questionnaire")


def test_a_pause_says_until_when_the_link_works(person: Person) -> None:
    person.client.cookies["django_language"] = "en"
    text = person.get("show_pause").content.decode()
    assert str(person.assignment.closes_at.year) in text
    assert person.url("open_questionnaire") in text
