"""The second factor: nothing opens without it, each way of giving it works, and nothing works twice."""

import re
from collections.abc import Iterator

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from cohort.accounts.middleware import OPEN_NAMES
from cohort.accounts.models import Role, User
from tests import factories
from tests.signing import SECOND_STEP, SET_UP, give_code, give_password, present_code, sign_in

pytestmark = pytest.mark.django_db

APP = "/accounts/second-factor/app/"
# One value for each kind of part an address is made of; the view behind is never reached.
PARTS = {
    "int": "1",
    "slug": "x",
    "str": "x",
    "study_number": "R0000000-0",
    "token": "x" * 43,
    "uuid": "00000000-0000-4000-8000-000000000000",
}


def newcomer(role: str = Role.RESEARCHER) -> User:
    """Somebody with a password and no second factor."""
    user = factories.staff(role, of=factories.practice())
    Authenticator.objects.filter(user=user).delete()
    return user


def guarded_paths() -> list[str]:
    """Every address that is not open to the world, with something in the place of its arguments."""

    def walk(resolver: URLResolver, before: str) -> Iterator[str]:
        for entry in resolver.url_patterns:
            route = before + str(entry.pattern)
            if isinstance(entry, URLResolver):
                yield from walk(entry, route)
            elif entry.name not in OPEN_NAMES and is_guarded(entry):
                yield "/" + re.sub(r"<(?:(\w+):)?\w+>", lambda part: PARTS[part[1] or "str"], route)

    return sorted(walk(get_resolver(), ""))


def is_guarded(entry: URLPattern) -> bool:
    open_at_all = not getattr(entry.callback, "login_required", True) or getattr(entry.callback, "is_public", False)
    return not open_at_all


@pytest.mark.covers("S1")
@pytest.mark.parametrize("role", Role.values)
def test_a_password_alone_opens_nothing_but_the_set_up(client: Client, role: str) -> None:
    paths = guarded_paths()
    assert {"/releases/", "/practice/", "/staff/invite/", "/accounts/second-factor/codes/", "/releases/1/"} <= set(
        paths
    )
    assert not any(set("<(?") & set(path) for path in paths)
    assert give_password(client, newcomer(role)) == "/"
    for path in paths:
        for method in ("GET", "HEAD", "POST", "PATCH"):
            response = client.generic(method, path)
            assert (response.status_code, response.headers.get("Location")) == (302, SET_UP), f"{method} {path}"
    assert client.get(SET_UP).status_code == 200


def test_half_a_sign_in_opens_nothing(client: Client) -> None:
    researcher = factories.staff(Role.RESEARCHER)
    assert give_password(client, researcher) == SECOND_STEP
    for path in guarded_paths():
        response = client.get(path)
        assert response.status_code in (302, 403), path
        assert response.status_code == 403 or "/accounts/" in response.headers["Location"], path
    assert client.get(SET_UP).headers["Location"].startswith("/accounts/login/")


@pytest.mark.django_db(transaction=True)  # allauth speaks after commit
def test_setting_an_app_up_opens_the_door_and_shows_recovery_codes(client: Client) -> None:
    give_password(client, newcomer())
    secret = client.get(APP).context["form"].secret
    wrong = client.post(APP, {"code": "000000"})
    assert wrong.status_code == 200
    assert wrong.context["form"].errors
    done = client.post(APP, {"code": present_code(secret)})
    assert done.headers["Location"] == reverse("mfa_view_recovery_codes")
    shown = client.get(done.headers["Location"])
    assert len(shown.context["unused_codes"]) == 10
    assert client.get("/releases/").status_code == 200
    assert client.get(SET_UP).headers["Location"] == reverse("mfa_index")


@pytest.mark.django_db(transaction=True)  # allauth speaks after commit
def test_a_session_older_than_the_second_factor_ends(client: Client) -> None:
    researcher = newcomer()
    give_password(client, researcher)
    other = Client()
    give_password(other, researcher)
    secret = client.get(APP).context["form"].secret
    client.post(APP, {"code": present_code(secret)})
    assert client.get("/releases/").status_code == 200
    assert other.get("/releases/").headers["Location"] == "/accounts/login/"
    assert "login" in other.get("/releases/").headers["Location"]


@pytest.mark.covers("S2")
def test_codes_and_recovery_codes_work_once(client: Client) -> None:
    researcher = factories.staff(Role.RESEARCHER)
    for code in (present_code(), RecoveryCodes.activate(researcher).get_unused_codes()[0]):
        first, again = Client(), Client()
        give_password(first, researcher)
        assert give_code(first, code) == "/"
        assert first.get("/releases/").status_code == 200
        give_password(again, researcher)
        replay = again.post(SECOND_STEP, {"code": code})
        assert replay.status_code == 200
        assert replay.context["form"].errors["code"]
        assert "login" in again.get("/releases/").headers["Location"]


def test_the_last_second_factor_cannot_be_removed(client: Client) -> None:
    researcher = factories.staff(Role.RESEARCHER)
    give_password(client, researcher)
    give_code(client)
    remove = "/accounts/second-factor/app/remove/"
    confirm = client.get(remove).headers["Location"]
    assert client.get(confirm).status_code == 200
    client.post(confirm, {"password": factories.PASSWORD})
    assert client.post(remove).context["form"].non_field_errors()
    RecoveryCodes.activate(researcher)
    assert client.post(remove).context["form"].non_field_errors()
    assert Authenticator.objects.filter(user=researcher, type="totp").exists()


def passkey(user: User) -> Authenticator:
    return Authenticator.objects.create(user=user, type="webauthn", data={"name": "My phone", "credential": {}})


def test_a_passkey_is_removed_unless_it_is_the_last_way_in(client: Client) -> None:
    researcher = factories.staff(Role.RESEARCHER)
    sign_in(client, researcher)
    first, others = passkey(researcher), passkey(factories.staff())
    client.post("/accounts/reauthenticate/", {"password": factories.PASSWORD})
    assert client.get(f"/accounts/second-factor/passkeys/{first.pk}/remove/").status_code == 200
    assert client.post(f"/accounts/second-factor/passkeys/{others.pk}/remove/").status_code == 404
    Authenticator.objects.filter(user=researcher, type="totp").delete()
    client.post(f"/accounts/second-factor/passkeys/{first.pk}/remove/")
    assert Authenticator.objects.filter(pk=first.pk).exists()
    second = passkey(researcher)
    client.post(f"/accounts/second-factor/passkeys/{first.pk}/remove/")
    assert set(Authenticator.objects.filter(user=researcher)) == {second}


def test_a_passkey_that_is_none_is_refused(client: Client) -> None:
    sign_in(client, factories.staff(Role.RESEARCHER))
    client.post("/accounts/reauthenticate/", {"password": factories.PASSWORD})
    page = client.get("/accounts/second-factor/passkeys/new/")
    options = page.context["js_data"]["creation_options"]["publicKey"]
    assert options["authenticatorSelection"]["userVerification"] == "required"
    assert options["rp"]["id"] == "localhost"
    shaped = '{"id": "AA", "rawId": "AA", "type": "public-key", "response": {"clientDataJSON": "AA", "%s": "AA"}}'
    for sent in ("", "{}", "[]", "null", '{"id": 1}', "x", shaped % "attestationObject", shaped % "userHandle"):
        response = client.post("/accounts/second-factor/passkeys/new/", {"name": "x", "credential": sent})
        assert response.status_code == 200, sent
        assert response.context["form"].errors, sent
        response = Client().post("/accounts/second-factor/passkeys/sign-in/", {"credential": sent})
        assert response.headers["Location"] == "/accounts/login/", sent
    assert not Authenticator.objects.filter(type="webauthn").exists()


def test_secrets_of_second_factors_are_sealed() -> None:
    user = factories.staff()
    RecoveryCodes.activate(user)
    kept = str(list(Authenticator.objects.filter(user=user).values_list("data", flat=True)))
    assert factories.TOTP_SECRET not in kept
    assert kept.count("gAAAA") == 2
