"""Passwords: long ones are free in their make-up, taken as typed, and kept so that nobody can read them."""

import pytest
import pytest_django
from django.conf import global_settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.test import Client

from cohort.accounts.models import User
from tests import factories
from tests.signing import SECOND_STEP, give_password, present_code, sign_in

pytestmark = pytest.mark.django_db
CHANGE = "/accounts/password/change/"
NEW = "Grå sten og  lange skygger "


def change(client: Client, old: str, new: str) -> int:
    return client.post(CHANGE, {"oldpassword": old, "password1": new, "password2": new}).status_code


@pytest.mark.parametrize("password", ["kun små bogstaver", "372914856203", "æøå ÆØÅ 🙂 mere", "x1" * 64])
def test_any_make_up_will_do_up_to_at_least_64_characters(password: str) -> None:
    validate_password(password, factories.staff())


@pytest.mark.parametrize(
    "password",
    ["eleven-char", "qwertyuiop123", "Karen Holst 1", "Rygvej-Rygvej-2026", "LægePassword12", "RygStudie1234"],
)
def test_short_common_and_expected_words_will_not(password: str) -> None:
    with pytest.raises(ValidationError):
        validate_password(password, factories.staff(name="Karen Holst"))


def test_a_word_of_this_place_among_others_does_no_harm() -> None:
    validate_password("min ryg gynger i hængekøjen", factories.staff())


def test_changing_it_takes_the_old_one(client: Client) -> None:
    user = factories.staff()
    sign_in(client, user)
    assert change(client, "not the old one", NEW) == 200
    assert User.objects.get(pk=user.pk).check_password(factories.PASSWORD)
    assert change(client, factories.PASSWORD, NEW) == 302
    assert User.objects.get(pk=user.pk).check_password(NEW)


@pytest.mark.parametrize("typed", [NEW.strip(), NEW.upper(), NEW[:-2], NEW.replace("  ", " ")])
def test_it_is_taken_exactly_as_typed(typed: str) -> None:
    user = factories.staff()
    assert change(sign_in(Client(), user), factories.PASSWORD, NEW) == 302
    assert give_password(Client(), user, typed) == ""
    assert give_password(Client(), user, NEW) == SECOND_STEP


def test_it_is_kept_as_a_slow_hash_with_a_salt_of_its_own(settings: pytest_django.Settings) -> None:
    settings.PASSWORD_HASHERS = global_settings.PASSWORD_HASHERS  # the tests' own is a quick one
    one, other = factories.staff(), factories.staff()
    assert one.password != other.password
    assert factories.PASSWORD not in one.password
    algorithm, rounds, salt, _ = other.password.split("$")
    assert algorithm == "pbkdf2_sha256"
    assert len(salt) >= 22
    assert int(rounds) >= 600_000


def test_fields_are_masked_and_managers_may_fill_them_in(client: Client) -> None:
    page = client.get("/accounts/login/").content.decode()
    assert 'type="password"' in page
    assert 'autocomplete="current-password"' in page
    assert "onpaste" not in page


def test_signing_in_gives_a_new_session_and_the_old_one_is_worth_nothing(client: Client) -> None:
    user = factories.staff()
    client.get("/accounts/login/")
    give_password(client, user)
    before = client.session.session_key
    client.post(SECOND_STEP, {"code": present_code()})
    after = client.session.session_key
    assert after != before
    assert len(after or "") >= 32
    stranger = Client()
    stranger.cookies["sessionid"] = before or ""
    assert "login" in stranger.get("/practice/").headers["Location"]
