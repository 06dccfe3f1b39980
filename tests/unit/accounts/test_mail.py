"""Letters to staff: what they say, whom they go to, and that their link works once."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from cohort.accounts import mail
from cohort.accounts.models import Role, User
from cohort.members.actions import staff
from cohort.outbox.models import Message
from tests import factories
from tests.signing import SECOND_STEP, give_password

pytestmark = pytest.mark.django_db
NEW = "another-quiet-walk-by-the-lake"


def invited(email: str = "New.Doctor@Test.example") -> User:
    return staff.invite(
        email=email, name="Ny Læge", role=Role.CLINICIAN, practice=factories.practice(), by="system:test"
    )


def link_in(text: str) -> str:
    """The path of the link in a letter."""
    found = re.search(r"http://localhost(/accounts/password/reset/key/\S+)", text)
    assert found, text
    return found[1]


def choose(client: Client, path: str, password: str = NEW) -> int:
    """Open the link and choose a password, as a person does."""
    opened = client.get(path, follow=True)
    place = opened.redirect_chain[-1][0] if opened.redirect_chain else path
    return client.post(place, {"password1": password, "password2": password}).status_code


def test_an_invited_person_chooses_a_password_and_signs_in(client: Client) -> None:
    user = invited()
    message = Message.objects.get(kind=mail.STAFF_INVITATION)
    assert mail.wanted(message) == ""
    letter = mail.compose(message)
    assert (letter.to, letter.sender) == ("new.doctor@test.example", "Rygvej")
    assert "Ny Læge" in letter.text
    assert "back" not in letter.subject.lower()
    path = link_in(letter.text)
    assert choose(client, path) == 302
    assert give_password(client, user, NEW) == "/"
    assert client.get("/").headers["Location"] == "/practice/"
    assert mail.wanted(message) == "already_joined"

    used = Client().get(path, follow=True)
    assert used.context["token_fail"]


def test_opening_the_link_uses_nothing_up(client: Client) -> None:
    invited()
    path = link_in(mail.compose(Message.objects.get()).text)
    for _ in range(5):
        assert not Client().get(path, follow=True).context.get("token_fail")
    assert choose(client, path) == 302


def test_the_link_works_for_three_days(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    from django.contrib.auth.tokens import PasswordResetTokenGenerator

    user = invited()
    path = link_in(mail.compose(Message.objects.get()).text)
    now = timezone.localtime().replace(tzinfo=None)
    for hours, fails in ((71, False), (73, True)):
        later = now + timedelta(hours=hours)
        monkeypatch.setattr(PasswordResetTokenGenerator, "_now", lambda _self, later=later: later)
        assert bool(Client().get(path, follow=True).context.get("token_fail")) is fails
    assert not user.has_usable_password()


def test_a_weak_or_unequal_password_is_refused_in_words(client: Client) -> None:
    invited()
    path = link_in(mail.compose(Message.objects.get()).text)
    assert choose(client, path, "short") == 200
    place = client.get(path, follow=True).redirect_chain[-1][0]
    page = client.post(place, {"password1": NEW, "password2": NEW + "x"})
    assert page.context["form"].errors["password2"] == ["De to adgangskoder er ikke ens."] or page.context[
        "form"
    ].errors["password2"] == ["The two passwords are not the same."]


def test_a_forgotten_password_goes_by_the_outbox_each_time_anew(client: Client) -> None:
    doctor = factories.staff(Role.CLINICIAN)
    for _ in range(2):
        client.post("/accounts/password/reset/", {"email": doctor.email.upper()})
    first, second = Message.objects.filter(kind=mail.PASSWORD_RESET)
    assert first.recipient == second.recipient == doctor.actor
    assert choose(client, link_in(mail.compose(second).text)) == 302
    assert give_password(Client(), doctor, NEW) == SECOND_STEP
    assert Client().get(link_in(mail.compose(first).text)).status_code in {200, 302}


def test_no_letter_goes_to_unknown_people_or_closed_accounts(client: Client) -> None:
    client.post("/accounts/password/reset/", {"email": "nobody@test.example"})
    assert mail.wanted(Message.objects.get()) == "unknown_recipient"
    user = invited()
    message = Message.objects.get(recipient=user.actor)
    User.objects.filter(pk=user.pk).update(is_active=False)
    assert mail.wanted(message) == "account_closed"
    for recipient in ("user:999999", "participant:R1234567-4", "user:x"):
        assert mail.wanted(Message(kind=mail.PASSWORD_RESET, recipient=recipient)) == "unknown_recipient"
