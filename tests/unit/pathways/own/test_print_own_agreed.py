"""What was agreed to, from the own page: now, and after each earlier decision."""

import pytest

from cohort.members.models import Participant
from tests import factories
from tests.unit.members import own

pytestmark = pytest.mark.django_db


@pytest.fixture
def grethe() -> Participant:
    return factories.consenting(own.someone())


def test_now_and_then_are_offered_and_made(grethe: Participant) -> None:
    browser = own.signed_in(grethe)
    decision = grethe.decisions.latest("pk").pk
    text = browser.get("/mine/").content.decode()
    for path in ("/mine/agreed/", f"/mine/agreed/{decision}/"):
        assert f'href="{path}"' in text
        answer = browser.get(path)
        assert (answer.status_code, answer.content[:4]) == (200, b"%PDF")


def test_nobody_elses_decision_is_printed(grethe: Participant) -> None:
    other = factories.consenting(own.someone(email="b@test.example", mobile="+4520304051"))
    decision = other.decisions.latest("pk").pk
    assert own.signed_in(grethe).get(f"/mine/agreed/{decision}/").status_code == 404


def test_whoever_decided_nothing_has_nothing_to_print() -> None:
    assert own.signed_in(own.someone()).get("/mine/agreed/").status_code == 404
