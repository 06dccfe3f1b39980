import re
from datetime import timedelta

import pytest
from django.conf import LazySettings

from cohort.common import clock
from cohort.members.actions import consent, links
from cohort.members.models import ConsentText, Participant, Scope
from cohort.outbox.letters import SMS_LENGTH
from cohort.outbox.models import Message
from recruitment.presenters import mail
from tests import factories
from tests.letters import telling

pytestmark = pytest.mark.django_db


def someone(**details: object) -> tuple[Participant, Message]:
    participant = factories.enrolled(by=factories.staff(of=factories.practice()), **details).participant
    return participant, Message.objects.get(kind="enrolment", recipient=participant.actor)


@pytest.mark.covers("R8")
@pytest.mark.parametrize("language", ["da", "en"])
def test_comes_from_doctor_and_practice_and_gives_nothing_away(language: str) -> None:
    _, message = someone(email="grethe@test.example", language=language)
    made = mail.compose(message)
    assert (made.to, made.sender) == ("grethe@test.example", "Lægehuset Nørregade")
    for text in ("Karen Holst", "Lægehuset Nørregade", "Grethe", "Anne Test"):
        assert text in made.text
    assert telling(made.sender, made.subject, made.text.replace("http://localhost", "")) == []


def test_link_is_a_start_link_beside_the_one_on_the_screen() -> None:
    participant, message = someone()
    made = mail.compose(message)
    (token,) = re.findall(r"http://localhost/l/([A-Za-z0-9_-]{43})/", made.text)
    link = links.find(token)
    assert link is not None
    assert (link.participant, link.purpose, link.about) == (participant, "start", "mail")
    assert link.expires_at == participant.enrolled_at + timedelta(days=28)
    assert participant.links.filter(purpose="start", revoked_at__isnull=True).count() == 2


def test_mobile_alone_gets_a_short_text() -> None:
    _, message = someone(email="", mobile="20304050")
    made = mail.compose(message)
    assert made.to == "20304050@sms.example"
    assert len(made.text) <= SMS_LENGTH
    assert telling(re.sub(r"http\S+", "", made.text)) == []


def test_goes_until_the_person_has_decided(settings: LazySettings) -> None:
    participant, message = someone(email="", mobile="20304050")
    assert mail.wanted(message) == ""
    with clock.use(lambda: participant.enrolled_at + timedelta(days=28)):
        assert mail.wanted(message) == "window_closed"
    settings.SMS_MAIL_DOMAIN = ""
    assert mail.wanted(message) == "no_address"
    text = ConsentText.objects.valid_on(clock.today())
    consent.decide(participant=participant, text=text, choices={Scope.QUESTIONNAIRES: False}, language="da")
    assert mail.wanted(message) == "decided"


def test_nobody() -> None:
    for recipient in ("user:1", "participant:R0000000-0", "x"):
        assert mail.wanted(Message(kind="enrolment", recipient=recipient)) == "unknown"


@pytest.mark.covers("S27")
def test_markup_in_a_name_stays_text() -> None:
    doctor = factories.staff(of=factories.practice("Huset <b>&"), name="<script>alert(1)</script>")
    participant = factories.enrolled(by=doctor, name="<img src=x onerror=y> Grethe").participant
    made = mail.compose(Message.objects.get(kind="enrolment", recipient=participant.actor))
    assert "<script>alert(1)</script>" in made.text
    for markup in ("<script", "<img", "<b>"):
        assert markup not in made.html
    assert "&lt;script&gt;" in made.html
