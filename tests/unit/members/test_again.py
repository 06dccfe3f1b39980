"""A new consent text asks again only whom it concerns (R20, R21)."""

from datetime import date, timedelta

import pytest

from cohort.common import clock
from cohort.members import again
from cohort.members.models import ConsentText, Participant
from tests import factories
from tests.consent_texts import asking, edition
from tests.unit.members.own import someone

pytestmark = pytest.mark.django_db


@pytest.fixture
def grethe() -> Participant:
    return factories.consenting(someone(), diary=False)


def today(days: int = 0) -> date:
    return clock.today() + timedelta(days=days)


def scopes(participant: Participant, language: str = "") -> tuple[str, ...]:
    asked = again.asked(participant, language)
    return asked.scopes if asked else ()


def test_only_new_wording_asks_nobody(grethe: Participant) -> None:
    edition(2, today())
    assert ConsentText.objects.valid_on(today()).number == 2
    assert scopes(grethe) == ()


@pytest.mark.covers("R20")
def test_whoever_said_yes_to_what_changed_is_asked_and_a_no_is_not(grethe: Participant) -> None:
    asking(2, today(), "registers", "diary", until=today(30))
    assert scopes(grethe) == ("registers",)
    assert scopes(factories.consenting(someone(email="b@test.example", mobile="+4520304051"))) == ()
    assert grethe.allows("registers")  # type: ignore[arg-type]  # the old yes stands


def test_a_text_ahead_asks_nobody_yet(grethe: Participant) -> None:
    asking(2, today(1), "registers", until=today(30))
    assert scopes(grethe) == ()


def test_answered_again_nobody_asks_any_more(grethe: Participant) -> None:
    asking(2, today(), "registers", until=today(30))
    factories.consenting(grethe)
    assert scopes(grethe) == ()


def test_the_question_of_a_text_between_is_not_lost(grethe: Participant) -> None:
    asking(2, today(-2), "registers", until=today(10))
    edition(3, today(-1))
    assert scopes(grethe) == ("registers",)


def test_it_may_wait_until_and_including_the_day(grethe: Participant) -> None:
    asking(2, today(), "registers", until=today(3))
    asked = again.asked(grethe)
    assert asked is not None
    assert [asked.may_wait(today(days)) for days in (0, 3, 4)] == [True, True, False]


@pytest.mark.covers("R20")
def test_a_language_that_follows_later_keeps_the_text_before(grethe: Participant) -> None:
    new = asking(2, today(), "registers", until=today(30), later_in={"en": today(5).isoformat()})
    texts = ConsentText.objects
    assert texts.valid_on(today(), "da") == new
    assert texts.valid_on(today(), "en").number == 1
    assert texts.valid_on(today(5), "en") == new
    assert (scopes(grethe, "da"), scopes(grethe, "en")) == (("registers",), ())


def test_before_the_first_text_there_is_none(grethe: Participant) -> None:
    with pytest.raises(ConsentText.DoesNotExist):
        ConsentText.objects.valid_on(date(2020, 1, 1), "da")
