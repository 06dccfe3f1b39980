"""What was agreed to, as a document to keep: the words that were read, and later the same."""

import io
import re
from datetime import timedelta

import pytest
from django.test import Client
from pypdf import PdfReader

from cohort.common import clock
from cohort.common.printing import pdf
from cohort.members.actions import consent
from cohort.members.models import ConsentText, Participant, PersonalLink, Scope
from recruitment.presenters.consent import agreed
from tests import factories
from tests.consent_texts import edition
from tests.unit.members import own

pytestmark = pytest.mark.django_db


@pytest.fixture
def grethe() -> Participant:
    return factories.consenting(own.someone(), share=False)


def words(made: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(made)).pages).split())


@pytest.mark.covers("R20")
def test_it_says_what_was_agreed_when_and_how_to_stop(grethe: Participant) -> None:
    answer = Client().get(f"/c/{own.link(grethe, purpose=PersonalLink.Purpose.CHOICES)}/agreed/")
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "application/pdf")
    made = PdfReader(io.BytesIO(answer.content))
    assert made.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert made.trailer["/Root"]["/Lang"] == "da"
    text = words(answer.content)
    for part in (grethe.study_number, "Nummer 1", "Dele svarene med min læge", "Anne Test", "Sådan ændrer du det"):
        assert part in text
    assert "Lyngsøe" not in text
    assert len(re.findall(r" Ja (?=\d)", text)) == 7
    assert len(re.findall(r" Nej (?=\d)", text)) == 1


def test_an_old_decision_makes_the_old_document_again(grethe: Participant) -> None:
    first = agreed.agreed(grethe)
    at = grethe.decisions.latest("pk").decided_at
    edition(2, clock.today())
    later = clock.now() + timedelta(hours=1)
    with clock.use(lambda: later):
        text = ConsentText.objects.get(number=2)
        consent.decide(participant=grethe, text=text, choices={Scope.DIARY: False}, language="en")
        now = agreed.agreed(grethe)
    assert first is not None
    assert now is not None
    assert agreed.html(agreed.agreed(grethe, at) or now) == agreed.html(first)
    assert (first.text, first.language, now.text, now.language) == (1, "da", 2, "en")
    diary = next(line for line in now.lines if line.meaning == "Edition 2.")
    assert (diary.granted, diary.text, now.is_one_text) == (False, 2, False)
    assert sum(line.text == 1 for line in now.lines) == len(Scope) - 1


def test_before_any_decision_there_is_no_document() -> None:
    participant = own.someone()
    assert agreed.agreed(participant) is None
    assert Client().get(f"/c/{own.link(participant, purpose=PersonalLink.Purpose.CHOICES)}/agreed/").status_code == 404


def test_a_press_that_fails_leads_back(grethe: Participant, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object, **__: object) -> bytes:
        raise pdf.PrintFailed("test")

    monkeypatch.setattr(pdf, "pdf", fails)
    token = own.link(grethe, purpose=PersonalLink.Purpose.CHOICES)
    assert Client().get(f"/c/{token}/agreed/").headers["Location"] == f"/c/{token}/"
    assert own.signed_in(grethe).get("/mine/agreed/").headers["Location"] == "/mine/"
