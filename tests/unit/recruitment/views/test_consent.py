"""From the enrolment link to the first questionnaire (2.2, 2.16)."""

import re
from dataclasses import dataclass
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client

from cohort.common import clock
from cohort.members.models import ConsentDecision, ConsentText, Participant, Scope
from cohort.outbox.models import Message
from pathways.models import Event
from questionnaires.actions import messages
from questionnaires.models import Assignment, Response
from tests import factories
from tests.signing import sign_in

KEPT_NOWHERE = "Notatet bliver ikke gemt her."
NOT_SHARED = "Patientens svar er ikke delt med praksis."


@dataclass
class Invited:
    participant: Participant
    token: str
    code: str
    client: Client

    @property
    def landing(self) -> str:
        return f"/l/{self.token}/"

    @property
    def doctors_page(self) -> str:
        return f"/participants/{self.participant.study_number}/"

    @property
    def at_the_doctor(self) -> Client:
        assert self.participant.enrolled_by
        return sign_in(Client(), self.participant.enrolled_by)

    def tick_the_record(self) -> str:
        """The note that the doctor sees after ticking the record template."""
        ticks = {"form": str(uuid4()), "g_contact": "visit", "g_red": "asked_none", "g_treat": "keep_active"}
        answer = self.at_the_doctor.post(f"{self.doctors_page}record/", ticks, follow=True)
        assert answer.status_code == 200
        return answer.content.decode()

    def messages_of_twenty_days(self) -> set[str]:
        """What kinds of message are planned about questionnaires in the first twenty days."""
        for day in range(1, 21):
            messages.plan(at=clock.now() + timedelta(days=day), by="system:worker")
        about = Message.objects.filter(recipient=self.participant.actor, kind__in=("invitation", "reminder"))
        return set(about.values_list("kind", flat=True))

    def decide(self, **choices: str):  # type: ignore[no-untyped-def]
        text = ConsentText.objects.valid_on(clock.today()).number
        return self.client.post(f"{self.landing}consent/", {"text": text, **choices})


@pytest.fixture
def invited(db: None) -> Invited:
    doctor = factories.staff(of=factories.practice("Lægehuset Nørregade"), name="Karen Holst")
    enrolled = factories.enrolled(by=doctor)
    return Invited(enrolled.participant, enrolled.invitation.token, enrolled.invitation.code, Client())


def every(answer: str, **others: str) -> dict[str, str]:
    return {scope.value: answer for scope in Scope} | others


@pytest.mark.covers("R8", "R20")
def test_the_page_names_who_invites_and_puts_the_short_text_first(invited: Invited) -> None:
    text = invited.client.get(invited.landing).content.decode()
    assert "Karen Holst" in text
    assert "Lægehuset Nørregade" in text
    assert text.index("Det er frivilligt") < text.index("<details>") < text.index("Datatilsynet")
    assert f"{invited.landing}consent/text/" in text
    assert "Lyngsøe" not in text


@pytest.mark.covers("R20")
def test_the_long_text_has_a_page_of_its_own_in_both_languages(invited: Invited) -> None:
    page = f"{invited.landing}consent/text/"
    assert "Datatilsynet" in invited.client.get(page).content.decode()
    invited.client.cookies["django_language"] = "en"
    assert "Danish Data Protection Agency" in invited.client.get(page).content.decode()


@pytest.mark.covers("R21")
def test_nothing_is_ticked_beforehand(invited: Invited) -> None:
    text = invited.client.get(invited.landing).content.decode()
    assert text.count('type="radio"') == 2 * len(Scope)
    assert " checked" not in text


@pytest.mark.covers("S10")
def test_opening_decides_nothing(invited: Invited) -> None:
    for _ in range(25):
        invited.client.get(invited.landing)
        invited.client.head(invited.landing)
        invited.client.get(f"{invited.landing}consent/")
    assert not ConsentDecision.objects.exists()
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(f"{invited.landing}consent/", every("yes")).status_code == 403
    assert not ConsentDecision.objects.exists()


@pytest.mark.covers("R21")
def test_every_scope_is_decided_on_its_own(invited: Invited) -> None:
    sent = invited.decide(**every("yes", diary="no", registers="no"))
    assert sent.url == f"/q/{invited.token}/"
    refused = ConsentDecision.objects.filter(participant=invited.participant, granted=False)
    assert set(refused.values_list("scope", flat=True)) == {"diary", "registers"}
    assert invited.client.get(sent.url).status_code == 200


@pytest.mark.covers("R21")
def test_a_scope_without_an_answer_is_asked_again_and_choices_are_kept(invited: Invited) -> None:
    choices = every("yes", share="no")
    del choices["diary"]
    sent = invited.decide(**choices)
    assert sent.status_code == 422
    text = sent.content.decode()
    assert 'href="#diary"' in text
    assert text.count("question-wrong") == 1
    assert text.count(" checked") == len(Scope) - 1
    assert 'name="share" value="no" checked' in text
    assert not ConsentDecision.objects.exists()


def test_who_has_said_yes_goes_straight_on(invited: Invited) -> None:
    invited.decide(**every("yes"))
    assert invited.client.get(invited.landing).url == f"/q/{invited.token}/"
    assert Client().get(invited.landing).url == f"/q/{invited.token}/"


def test_a_no_to_questionnaires_is_thanked_for_and_can_be_changed(invited: Invited) -> None:
    sent = invited.decide(**every("no"))
    assert sent.url == invited.landing
    assert not Assignment.objects.exists()
    thanks = invited.client.get(invited.landing)
    assert thanks.status_code == 200
    assert 'type="radio"' not in thanks.content.decode()
    assert invited.client.get(f"/q/{invited.token}/").status_code == 410
    assert 'type="radio"' in invited.client.get(invited.landing + "?again=1").content.decode()
    with clock.use(lambda: clock.system_time() + timedelta(minutes=1)):
        assert invited.decide(**every("yes")).url == f"/q/{invited.token}/"


@pytest.mark.covers("R21")
@pytest.mark.parametrize("refused", [scope for scope in Scope if scope != Scope.QUESTIONNAIRES])
def test_one_refused_scope_leaves_the_rest_working(invited: Invited, refused: Scope) -> None:
    """Whichever is refused: the questionnaire opens, the doctor's page says what is shared, and the rest arrives."""
    sent = invited.decide(**every("yes", **{refused.value: "no"}))
    assert invited.client.get(sent.url).status_code == 200
    assert invited.participant.occasions.count() > 8
    assert invited.participant.allows(refused) is False
    assert all(invited.participant.allows(scope) for scope in Scope if scope != refused)
    page = invited.at_the_doctor.get(invited.doctors_page).content.decode()
    assert (NOT_SHARED in page) == (refused == Scope.SHARE)
    note = invited.tick_the_record()
    assert re.search(r"<textarea[^>]* data-copy-source>[^<]*\w", note), "a note to copy"
    assert (KEPT_NOWHERE in note) == (refused == Scope.RECORD)
    assert Response.objects.exists() == (refused != Scope.RECORD)
    assert Event.objects.exists() == (refused != Scope.RECORD)
    assert invited.messages_of_twenty_days() == (
        {"invitation"} if refused == Scope.REMINDERS else {"invitation", "reminder"}
    )


def test_only_questionnaires_refused_sends_nothing_and_leaves_the_record(invited: Invited) -> None:
    sent = invited.decide(**every("yes", questionnaires="no"))
    assert sent.url == invited.landing
    assert "Tak" in invited.client.get(sent.url).content.decode()
    assert not Assignment.objects.exists()
    assert invited.messages_of_twenty_days() == set()
    invited.tick_the_record()
    assert Response.objects.count() == 1, "the doctor's notes were allowed"


def test_a_text_that_was_renewed_meanwhile_is_shown_again(invited: Invited) -> None:
    sent = invited.client.post(f"{invited.landing}consent/", every("yes") | {"text": "99"})
    assert sent.status_code == 422
    assert sent.content.decode().count(" checked") == len(Scope)
    assert not ConsentDecision.objects.exists()


def test_old_and_unknown_links_say_what_to_do(invited: Invited) -> None:
    for path in ("", "consent/text/"):
        assert invited.client.get(f"/l/{'x' * 43}/{path}").status_code == 404
        with clock.use(lambda: clock.system_time() + timedelta(days=29)):
            gone = invited.client.get(invited.landing + path)
        assert gone.status_code == 410
        assert gone["Referrer-Policy"] == "no-referrer"
        assert "Anne Test" in gone.content.decode()


@pytest.mark.covers("S13")
def test_pages_are_private(invited: Invited) -> None:
    for page in (
        invited.client.get(invited.landing),
        invited.client.get(f"{invited.landing}consent/text/"),
        invited.client.get("/k/"),
        invited.decide(),
    ):
        assert page["Referrer-Policy"] == "no-referrer"
        assert "no-store" in page["Cache-Control"]
        assert "https://" not in page.content.decode()
