"""Signing in: who comes in, who does not, and what a stranger learns from trying."""

import re
from datetime import UTC, datetime
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from cohort.accounts.models import Role, User
from cohort.common import clock
from tests import factories
from tests.signing import SECOND_STEP, give_code, give_password

pytestmark = pytest.mark.django_db


def test_a_doctor_signs_in_with_password_and_code(client: Client) -> None:
    doctor = factories.staff(Role.CLINICIAN, of=factories.practice())
    assert client.get("/practice/").status_code == 302
    assert give_password(client, doctor) == SECOND_STEP
    assert "login" in client.get("/practice/").headers["Location"]
    assert give_code(client) == "/"
    assert client.get("/").headers["Location"] == "/practice/"


def test_a_password_works_for_years_and_nobody_asks_for_another(client: Client) -> None:
    doctor = factories.staff(Role.CLINICIAN, of=factories.practice())
    with clock.use(lambda: datetime(2046, 3, 2, 9, tzinfo=UTC)):
        assert give_password(client, doctor) == SECOND_STEP
        assert give_code(client) == "/"
        assert client.get("/practice/").status_code == 200


@pytest.mark.parametrize("typed", ["R1&page=9", "a#b?c=d", "æ ø/å+%26", "\r\nX: y"])
def test_the_way_back_after_signing_in_is_one_parameter_whatever_stands_in_it(client: Client, typed: str) -> None:
    asked = client.get("/practice/", {"q": typed})
    back = urlsplit(asked.headers["Location"])
    assert (back.path, back.fragment) == ("/accounts/login/", "")
    sent = parse_qs(back.query, strict_parsing=True)
    assert sent.keys() == {"next"}
    (way,) = sent["next"]
    assert parse_qs(urlsplit(way).query, strict_parsing=True) == {"q": [typed]}


def test_signing_out_ends_the_session(client: Client) -> None:
    doctor = factories.staff(Role.CLINICIAN, of=factories.practice())
    give_password(client, doctor)
    assert give_code(client) == "/"
    assert client.post("/accounts/logout/").headers["Location"] == "/"
    assert "login" in client.get("/practice/").headers["Location"]


def test_sign_in_says_the_same_for_known_and_unknown_addresses(client: Client) -> None:
    known = factories.staff(Role.CLINICIAN)
    pages = []
    for address in (known.email, "nobody@test.example"):
        response = Client().post("/accounts/login/", {"login": address, "password": "not-the-password"})
        body = response.content.decode().replace(address, "ADDRESS")
        pages.append((response.status_code, without_tokens(body)))
    assert pages[0] == pages[1]


def test_a_reset_says_the_same_for_known_and_unknown_addresses(client: Client) -> None:
    known = factories.staff(Role.CLINICIAN)
    pages = []
    for address in (known.email, "nobody@test.example"):
        response = Client().post("/accounts/password/reset/", {"email": address}, follow=True)
        pages.append((response.redirect_chain, response.status_code, without_tokens(response.content.decode())))
    assert pages[0] == pages[1]


def test_too_many_wrong_passwords_are_refused_even_when_the_right_one_comes(client: Client) -> None:
    doctor = factories.staff(Role.CLINICIAN, of=factories.practice())
    for _ in range(5):
        assert give_password(Client(), doctor, "wrong") == ""
    assert give_password(client, doctor) == ""
    assert "login" in client.get("/practice/").headers["Location"]


def test_nobody_signs_up(client: Client) -> None:
    count = User.objects.count()
    page = client.get("/accounts/signup/")
    client.post("/accounts/signup/", {"email": "new@test.example", "password1": "a-long-enough-password"})
    assert page.status_code == 200
    assert "account/signup_closed.html" in [template.name for template in page.templates]
    assert User.objects.count() == count


def test_a_closed_account_does_not_sign_in(client: Client) -> None:
    doctor = factories.staff(Role.CLINICIAN)
    User.objects.filter(pk=doctor.pk).update(is_active=False)
    give_password(client, doctor)
    assert "login" in client.get("/practice/").headers["Location"]


def without_tokens(page: str) -> str:
    """The page without what differs from request to request."""
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page)
