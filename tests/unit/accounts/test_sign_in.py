"""Signing in: password, second factor, recovery codes, and what each of them does not open."""

import re
from collections.abc import Iterator

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from cohort.accounts.models import Role, User
from tests import factories
from tests.signing import give_password, present_code

pytestmark = pytest.mark.django_db

SET_UP = "/accounts/second-factor/app/"
OPEN_WITH_PASSWORD_ALONE = {
    "mfa_activate_totp",
    "account_logout",
    "account_reauthenticate",
    "set_language",
}


@pytest.fixture(autouse=True)
def _no_counters_left() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


def newcomer(role: str) -> User:
    """Somebody with a password and no second factor."""
    user = factories.staff(role)
    Authenticator.objects.filter(user=user).delete()
    return user


def is_plain_and_protected(entry: URLPattern, route: str) -> bool:
    return getattr(entry.callback, "login_required", True) and not set("<(") & set(route)


def protected_paths() -> list[str]:
    """Every address without arguments that is not open to the world."""

    def walk(resolver: URLResolver, before: str) -> Iterator[str]:
        for entry in resolver.url_patterns:
            route = before + str(entry.pattern)
            if isinstance(entry, URLResolver):
                yield from walk(entry, route)
            elif entry.name not in OPEN_WITH_PASSWORD_ALONE and is_plain_and_protected(entry, route):
                yield "/" + route

    return sorted(walk(get_resolver(), ""))


def test_a_doctor_signs_in_with_the_password(client: Client) -> None:
    doctor = factories.staff(Role.CLINICIAN, of=factories.practice())
    assert client.get("/practice/").status_code == 302
    assert give_password(client, doctor) == "/"
    assert client.get("/").headers["Location"] == "/practice/"


def test_signing_out_ends_the_session(client: Client) -> None:
    doctor = factories.staff(Role.CLINICIAN, of=factories.practice())
    give_password(client, doctor)
    assert client.post("/accounts/logout/").headers["Location"] == "/"
    assert "login" in client.get("/practice/").headers["Location"]


@pytest.mark.parametrize("role", [Role.RESEARCHER, Role.ADMINISTRATOR])
def test_a_password_alone_opens_nothing_but_the_set_up(client: Client, role: str) -> None:
    give_password(client, newcomer(role))
    paths = protected_paths()
    assert {"/releases/", "/staff/", "/staff/invite/", "/accounts/second-factor/codes/"} <= set(paths)
    for path in paths:
        response = client.get(path)
        assert (response.status_code, response.headers.get("Location")) == (302, SET_UP), path
    for path in ("/releases/1/", "/releases/1/download/", "/releases/1/status/"):
        assert client.get(path).headers["Location"] == SET_UP
    assert client.get(SET_UP).status_code == 200


@pytest.mark.django_db(transaction=True)  # allauth speaks after commit
def test_setting_the_second_factor_up_opens_the_door_and_shows_recovery_codes(client: Client) -> None:
    researcher = newcomer(Role.RESEARCHER)
    give_password(client, researcher)
    secret = client.get(SET_UP).context["form"].secret
    wrong = client.post(SET_UP, {"code": "000000"})
    assert wrong.status_code == 200
    assert wrong.context["form"].errors
    done = client.post(SET_UP, {"code": present_code(secret)})
    assert done.headers["Location"] == reverse("mfa_view_recovery_codes")
    shown = client.get(done.headers["Location"])
    assert len(shown.context["unused_codes"]) == 10
    assert client.get("/releases/").status_code == 200


@pytest.mark.django_db(transaction=True)  # allauth speaks after commit
def test_a_session_older_than_the_second_factor_ends(client: Client) -> None:
    researcher = newcomer(Role.RESEARCHER)
    give_password(client, researcher)
    other = Client()
    give_password(other, researcher)
    secret = client.get(SET_UP).context["form"].secret
    client.post(SET_UP, {"code": present_code(secret)})
    assert client.get("/releases/").status_code == 200
    assert other.get("/releases/").headers["Location"] == "/accounts/login/"
    assert "login" in other.get("/releases/").headers["Location"]


def test_a_code_signs_in_once(client: Client) -> None:
    researcher = factories.staff(Role.RESEARCHER)
    asked = give_password(client, researcher)
    assert asked == "/accounts/second-factor/sign-in/"
    assert "login" in client.get("/releases/").headers["Location"]
    code = present_code()
    assert client.post(asked, {"code": code}).headers["Location"] == "/"
    assert client.get("/").headers["Location"] == "/releases/"
    assert client.get("/releases/").status_code == 200

    again = Client()
    replay = again.post(give_password(again, researcher), {"code": code})
    assert replay.status_code == 200
    assert replay.context["form"].errors["code"]
    assert "login" in again.get("/releases/").headers["Location"]


def test_a_recovery_code_signs_in_once(client: Client) -> None:
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes

    researcher = factories.staff(Role.RESEARCHER)
    code = RecoveryCodes.activate(researcher).get_unused_codes()[0]
    assert client.post(give_password(client, researcher), {"code": code}).headers["Location"] == "/"
    assert client.get("/releases/").status_code == 200
    again = Client()
    replay = again.post(give_password(again, researcher), {"code": code})
    assert replay.status_code == 200
    assert "login" in again.get("/releases/").headers["Location"]


def test_a_needed_second_factor_cannot_be_removed(client: Client) -> None:
    researcher = factories.staff(Role.RESEARCHER)
    client.post(give_password(client, researcher), {"code": present_code()})
    remove = "/accounts/second-factor/app/remove/"
    confirm = client.get(remove).headers["Location"]
    assert client.get(confirm).status_code == 200
    client.post(confirm, {"password": factories.PASSWORD})
    page = client.post(remove)
    assert page.context["form"].non_field_errors()
    assert Authenticator.objects.filter(user=researcher).exists()


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
