from email import message_from_string, policy
from uuid import uuid4

import pytest

from cohort.outbox.letters import SMS_LENGTH, Letter, write, write_sms
from cohort.outbox.mail import _mail

LINK = "https://study.example/q/" + "x" * 43 + "/"
WORDS = "%(sender)s har spørgsmål til dig:"


def letter(**changes: str) -> Letter:
    told = {
        "to": "a@test.example",
        "sender": "Læge & Læge",
        "subject": "Emne",
        "link": LINK,
        "button": "Svar",
    } | changes
    return write(**told, opening=["Hej,", "Læge & Læge <spørger>."], closing=["Venlig hilsen\nLæge & Læge"])


def test_text_says_the_same_as_html() -> None:
    made = letter()
    assert made.text == f"Hej,\n\nLæge & Læge <spørger>.\n\nSvar:\n{LINK}\n\nVenlig hilsen\nLæge & Læge\n"
    assert "Læge &amp; Læge &lt;spørger&gt;." in made.html
    assert made.html.count("<a ") == made.html.count(LINK) == 1


def test_html_loads_nothing() -> None:
    html = letter().html
    for loader in ("<img", "<script", "<link", "url(", "src="):
        assert loader not in html


def test_letter_survives_the_seal() -> None:
    made = letter()
    assert Letter.from_json(made.to_json()) == made


@pytest.mark.parametrize("length", [5, 60, 200])
def test_sms_fits(length: int) -> None:
    made = write_sms(to="1@sms.example", sender="L" * length, words=WORDS, link=LINK)
    assert len(made.text) <= SMS_LENGTH
    assert made.text.endswith(" " + LINK)
    assert (made.subject, made.html) == ("", "")


def test_sms_with_a_very_long_address_is_the_link_alone() -> None:
    link = LINK.replace("study", "s" * 100)
    assert write_sms(to="1@sms.example", sender="L", words=WORDS, link=link).text == link


def test_any_name_can_be_the_sender() -> None:
    made = letter(sender='Lægehus, "Nørregade"')
    mail = message_from_string(_mail(made, uuid4()).message().as_string(), policy=policy.default)
    assert mail["from"].addresses[0].display_name == 'Lægehus, "Nørregade"'
    assert mail["from"].addresses[0].addr_spec == "office@study.example"
