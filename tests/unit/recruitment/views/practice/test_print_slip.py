"""The slip for the pocket: its code is read by a reader, and its words are there in both languages."""

import re
from typing import Any

import pytest
import zxingcpp
from django.test import Client

from cohort.accounts.models import User
from cohort.audit.models import Entry
from cohort.common.printing import pdf
from cohort.members.models import Participant
from cohort.outbox.models import Message
from tests import factories
from tests.signing import sign_in

pypdfium2 = pytest.importorskip("pypdfium2")  # has no types
ENROL = "/practice/enrol/"
TYPED = {"name": "Grethe Lyngsøe", "born": "17-04-1953", "reach": "grethe@test.example", "language": "da"}
A5 = (420, 595)  # points


@pytest.fixture
def doctor(client: Client, db: None) -> User:
    user = factories.staff(of=factories.practice(), name="Karen Holst")
    sign_in(client, user)
    return user


def printed(client: Client, typed: dict[str, str]) -> tuple[str, Any]:
    """The page after enrolling, and its slip."""
    shown = client.post(ENROL, typed)["Location"]
    page = client.get(shown)
    assert f'href="{shown}slip/"' in page.text
    answer = client.get(f"{shown}slip/")
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert "no-store" in answer["Cache-Control"]
    return page.text, pypdfium2.PdfDocument(answer.content)


def words(document: Any) -> str:
    return re.sub(r"\s+", " ", document[0].get_textpage().get_text_range())


@pytest.mark.covers("R8")
def test_a_reader_reads_the_link_and_a_person_who_invites(client: Client, doctor: User) -> None:
    page, document = printed(client, TYPED)
    assert len(document) == 1
    assert tuple(map(round, document[0].get_size())) == A5
    link = re.search(r"http://localhost/l/[\w-]{43}/", page)
    code = re.search(r'class="code">(\w{4} \w{4})<', page)
    assert link
    assert code
    (read,) = zxingcpp.read_barcodes(document[0].render(scale=3).to_pil())
    assert read.text == link[0]
    text = words(document)
    for said in (code[1], "localhost/k/", "Karen Holst fra Lægehuset Nørregade", "Karen Holst at Lægehuset Nørregade"):
        assert said in text
    assert "Grethe" not in text, "nothing says whose it is"
    assert Participant.objects.get().study_number not in text
    assert Entry.objects.filter(action="participant.read", detail__part="slip").count() == 1


def test_the_patients_language_stands_first(client: Client, doctor: User) -> None:
    _page, document = printed(client, TYPED | {"language": "en"})
    text = words(document)
    assert text.index("invites you") < text.index("inviterer dig")


def test_without_phone_and_email_the_office_calls_and_no_message_waits(client: Client, doctor: User) -> None:
    page, document = printed(client, TYPED | {"reach": "", "phone": "87 65 43 21"})
    person = Participant.objects.select_related("contact").get()
    assert person.way == Participant.Way.OFFICE
    assert (person.contact.phone, person.contact.email, person.contact.mobile) == ("87 65 43 21", "", "")
    assert not Message.objects.exists()
    assert "<svg" not in page.split("<main")[1]
    assert len(document) == 1
    text = words(document)
    assert person.study_number in text
    assert "Studiekontoret ringer" in text
    assert not zxingcpp.read_barcodes(document[0].render(scale=3).to_pil())


def test_another_screen_does_not_know_the_link(client: Client, doctor: User) -> None:
    shown = client.post(ENROL, TYPED)["Location"]
    other = sign_in(Client(), doctor)
    answer = other.get(f"{shown}slip/")
    assert (answer.status_code, answer["Location"]) == (302, shown)


def test_a_broken_press_is_said_in_words(client: Client, doctor: User, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> bytes:
        raise pdf.PrintFailed("ended")

    monkeypatch.setattr(pdf, "pdf", broken)
    shown = client.post(ENROL, TYPED)["Location"]
    assert client.get(f"{shown}slip/")["Location"] == shown


def test_markup_in_a_name_stays_text_on_paper(client: Client, db: None) -> None:
    sign_in(client, factories.staff(of=factories.practice("<b>Huset</b>"), name="<img src=x>"))
    _page, document = printed(client, TYPED)
    assert "<img src=x>" in words(document)
