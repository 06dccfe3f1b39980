"""A mind changed after the yes: by a form that is still open, or by calling the study office (R21)."""

import pytest
from django.test import Client

from cohort.common import clock
from cohort.members.models import ConsentText, Participant, Scope
from recruitment.actions.enrol import Enrolled
from tests import factories


@pytest.fixture
def enrolled(db: None) -> Enrolled:
    return factories.enrolled(by=factories.staff(of=factories.practice()))


def decide(enrolled: Enrolled, **choices: str):  # type: ignore[no-untyped-def]
    sent = {scope.value: "yes" for scope in Scope} | choices
    text = ConsentText.objects.valid_on(clock.today()).number
    return Client().post(f"/l/{enrolled.invitation.token}/consent/", {"text": text, **sent})


@pytest.mark.covers("R21")
def test_a_later_no_to_sharing_counts(enrolled: Enrolled) -> None:
    onward = f"/q/{enrolled.invitation.token}/"
    assert decide(enrolled).url == onward
    assert decide(enrolled, share="no").url == onward
    participant = Participant.objects.get()
    assert not participant.allows(Scope.SHARE)
    assert participant.allows(Scope.REMINDERS)


def test_a_later_no_to_questionnaires_counts(enrolled: Enrolled) -> None:
    decide(enrolled)
    assert decide(enrolled, questionnaires="no").url == f"/l/{enrolled.invitation.token}/"
    assert Client().get(f"/q/{enrolled.invitation.token}/").status_code == 410


def test_the_page_says_how_to_change_ones_mind(enrolled: Enrolled) -> None:
    page = Client(headers={"cookie": "django_language=en"}).get(f"/l/{enrolled.invitation.token}/").content.decode()
    assert page.index("call or write to the study office") < page.index("Anne Test")
