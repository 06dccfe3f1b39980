"""Larger text, remembered by the browser."""

import pytest

from tests.unit.questionnaires.answering import Person


@pytest.mark.covers("R69")
def test_the_text_grows_and_the_page_comes_back(person: Person) -> None:
    page = person.url("answer_page", "work")
    sent = person.client.post("/text-size/", {"size": "larger", "next": page})
    assert sent.url == page
    text = person.get("answer_page", "work").content.decode()
    assert 'class="text-larger"' in text
    assert 'name="size" value="largest"' in text


@pytest.mark.parametrize("back", ["https://elsewhere.example/", "//elsewhere.example/", "", "javascript:alert(1)"])
def test_one_is_never_sent_elsewhere(person: Person, back: str) -> None:
    assert person.client.post("/text-size/", {"size": "larger", "next": back}).url == "/"


def test_an_unknown_size_changes_nothing(person: Person) -> None:
    assert "text_size" not in person.client.post("/text-size/", {"size": "huge", "next": "/"}).cookies


@pytest.mark.parametrize("back", ["0", "show_home", "text-size"])
def test_what_is_no_path_is_an_address_all_the_same(person: Person, back: str) -> None:
    assert person.client.post("/text-size/", {"size": "larger", "next": back}).url == back
