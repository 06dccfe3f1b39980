"""Which earlier answers are proposed, and when one counts as confirmed."""

from typing import Any

import pytest

from questionnaires.definition.schema import Item
from questionnaires.engine import earlier
from questionnaires.engine.answers import missing

WORDS = {"da": "Ord", "en": "Words"}


def item(**more: Any) -> Item:
    document = {"id": "one", "type": "boolean", "label": WORDS, "text": WORDS, "stable": True, **more}
    return Item.model_validate(document, strict=False)


CHOICE = item(type="choice", options=[{"code": "a", "label": WORDS}, {"code": "b", "label": WORDS}])
YEAR = item(type="integer", min=1940, max=2100)
OWN_WORDS = item(type="text", max_length=10)


def test_only_what_seldom_changes_and_has_no_answer_yet_is_proposed() -> None:
    assert earlier.to_propose([CHOICE], {}) == [CHOICE]
    assert earlier.to_propose([OWN_WORDS], {}) == [OWN_WORDS]
    assert earlier.to_propose([item(stable=False)], {}) == []
    assert earlier.to_propose([CHOICE], {"one": "a"}) == []
    assert earlier.to_propose([CHOICE], {"one": missing("s")}) == []


def test_what_identifies_a_person_is_never_proposed() -> None:
    assert earlier.to_propose([item(type="text", max_length=10, privacy="identifying")], {}) == []


@pytest.mark.parametrize(
    ("asked", "said"),
    [(CHOICE, "b"), (YEAR, 2011), (OWN_WORDS, "At cykle"), (item(), False), (item(), True)],
)
def test_an_answer_that_still_fits_is_proposed(asked: Item, said: object) -> None:
    assert earlier.proposals([asked], {"one": said}) == {"one": said}


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (CHOICE, "c"),  # an option that is gone
        (CHOICE, ["a"]),
        (YEAR, 1939),  # out of today's range
        (YEAR, "2011"),  # of another type then
        (YEAR, True),
        (item(), 1),
        (OWN_WORDS, "Mere end der er plads til"),
        (CHOICE, missing("p")),
        (CHOICE, missing("d")),
        (CHOICE, None),
    ],
)
def test_an_answer_that_no_longer_fits_is_asked_anew(asked: Item, said: object) -> None:
    assert earlier.proposals([asked], {"one": said}) == {}
    assert earlier.proposals([asked], {}) == {}


def test_what_was_emptied_is_skipped_and_what_was_not_proposed_is_left_alone() -> None:
    sent = {"one": "", "two": [], "three": "", "four": False, "five": "a"}
    proposed = ("one", "two", "four", "five")
    skipped = missing("s")
    assert earlier.settled(sent, proposed) == {"one": skipped, "two": skipped, "three": "", "four": False, "five": "a"}


def test_a_proposal_left_as_it_was_is_confirmed_and_a_changed_one_is_not() -> None:
    assert earlier.is_confirmed("a", "one", {"one": "a"})
    assert earlier.is_confirmed(["a", "b"], "one", {"one": ["a", "b"]})
    assert not earlier.is_confirmed("b", "one", {"one": "a"})
    assert not earlier.is_confirmed(True, "one", {"one": 1})
    assert not earlier.is_confirmed("a", "one", {})
