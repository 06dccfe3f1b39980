"""A doctor's first day in a real browser: a passkey is made, kept, and signs in alone the next morning."""

from pathlib import Path

import pytest
from allauth.mfa.models import Authenticator
from playwright.sync_api import Browser, CDPSession, Page, expect

from cohort.accounts.models import User
from tests import factories
from tests.journeys.browser import DESK, PHONE, looked_at, page_of
from tests.plugins.stack import Stack

pytestmark = pytest.mark.journey


def device(page: Page) -> CDPSession:
    """A fingerprint reader that is always touched by the right finger."""
    chromium = page.context.new_cdp_session(page)
    chromium.send("WebAuthn.enable")
    chromium.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )
    return chromium


def give_password(page: Page, address: str, user: User) -> None:
    page.goto(f"{address}/accounts/login/")
    page.locator("#id_login").fill(user.email)
    page.locator("#id_password").fill(factories.PASSWORD)
    page.locator("form:has(#id_login) button").click()
    page.wait_for_load_state()


def sign_out(page: Page, address: str) -> None:
    page.locator("form[action='/accounts/logout/'] button").click()
    page.wait_for_url(f"{address}/")


@pytest.mark.covers("S2")
@pytest.mark.parametrize("size", [PHONE, DESK], ids=["360", "1280"])
def test_a_passkey_is_made_and_signs_in_alone(
    stack: Stack, browser: Browser, pictures: Path, size: dict[str, int]
) -> None:
    doctor = factories.staff(of=factories.practice())
    Authenticator.objects.filter(user=doctor).delete()
    # A passkey belongs to a name: an address of figures has none.
    address = f"http://localhost:{stack.port}"
    stack.environment["PUBLIC_URL"] = address
    stack.start("web")
    width = size["width"]
    with page_of(browser, size, pictures=pictures) as page:
        device(page)
        give_password(page, address, doctor)
        page.goto(f"{address}/practice/")
        page.wait_for_url("**/second-factor/set-up/")
        looked_at(page, f"passkey_choice_{width}", pictures)

        page.locator("main a.button").click()
        page.wait_for_url("**/passkeys/new/")
        looked_at(page, f"passkey_new_{width}", pictures)
        page.locator("#id_name").fill("Min telefon")
        page.locator("#make_passkey").click()
        page.wait_for_url("**/second-factor/codes/")
        expect(page.locator(".codes li")).to_have_count(10)
        looked_at(page, f"passkey_codes_{width}", pictures)
        kept = Authenticator.objects.get(user=doctor, type="webauthn")
        assert kept.wrap().name == "Min telefon"

        page.goto(f"{address}/practice/")
        assert page.url == f"{address}/practice/"
        page.goto(f"{address}/accounts/second-factor/")
        expect(page.get_by_text("Min telefon").first).to_be_visible()
        looked_at(page, f"passkey_index_{width}", pictures)

        # The next morning: no password at all.
        sign_out(page, address)
        page.goto(f"{address}/accounts/login/?next=/practice/")
        looked_at(page, f"passkey_sign_in_{width}", pictures)
        page.locator("#passkey_login").click()
        page.wait_for_url("**/practice/")

        # Or the password first: then the passkey is the second step.
        sign_out(page, address)
        give_password(page, address, doctor)
        page.wait_for_url("**/second-factor/sign-in/")
        looked_at(page, f"passkey_second_step_{width}", pictures)
        page.locator("#use_passkey").click()
        page.wait_for_url("**/practice/")


def test_a_device_without_the_passkey_is_told_so_in_words(stack: Stack, browser: Browser, pictures: Path) -> None:
    address = f"http://localhost:{stack.port}"
    stack.environment["PUBLIC_URL"] = address
    stack.start("web")
    with page_of(browser, PHONE, pictures=pictures) as page:
        page.goto(f"{address}/accounts/login/")
        refusal = "navigator.credentials.get = () => Promise.reject(new DOMException('no', 'NotAllowedError'))"
        page.evaluate(f"() => {{ {refusal}; }}")
        page.locator("#passkey_login").click()
        expect(page.locator("[data-passkey-trouble]")).to_be_visible()
        looked_at(page, "passkey_trouble_360", pictures)
