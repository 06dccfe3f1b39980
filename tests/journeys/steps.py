"""What people do on the pages, in words."""

from playwright.sync_api import Page, expect

from cohort.accounts.models import User
from tests.factories import PASSWORD
from tests.signing import present_code


def sign_in(page: Page, address: str, user: User) -> None:
    page.goto(f"{address}/accounts/login/")
    page.get_by_label("E-mail").fill(user.email)
    page.get_by_label("Adgangskode", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Log ind", exact=True).click()
    page.wait_for_url("**/second-factor/sign-in/")
    page.locator("#id_code").fill(present_code())
    page.get_by_role("button", name="Log ind", exact=True).click()


def enrol(page: Page, address: str, *, name: str, birth_date: str, email: str) -> str:
    """Enrol somebody by keyboard; returns the link shown beside the QR code."""
    page.goto(f"{address}/practice/")
    page.get_by_role("link", name="Tilmeld en patient").first.click()
    page.get_by_label("Navn").fill(name)
    page.keyboard.press("Tab")
    page.keyboard.type(birth_date)
    page.keyboard.press("Tab")
    page.keyboard.type(email)
    page.keyboard.press("Enter")
    expect(page.locator(".qr svg")).to_be_visible()
    return page.locator(".link-shown").inner_text()


def consent_to_everything(page: Page) -> None:
    for scope in page.locator("fieldset.scope").all():
        scope.get_by_label("Ja", exact=True).check()
    page.get_by_role("button", name="Gem mine valg og fortsæt").click()


def answer(page: Page) -> None:
    """Answer every question that is shown on this page, the second choice of each where there is one."""
    for question in page.locator("fieldset.question:not([hidden])").all():
        kind = question.get_attribute("data-kind")
        if kind in ("rows", "scale"):
            question.locator(f"input[name='{question.get_attribute('id')}']").nth(1).check(force=True)
        elif kind == "ticks":
            question.get_by_role("checkbox").nth(1).check(force=True)
        elif kind == "number":
            question.get_by_role("textbox").fill("3")


def saved(page: Page) -> None:
    """Wait until the page says that the answers are on the server."""
    page.locator("body").click(position={"x": 2, "y": 2})
    expect(page.locator(".saved")).to_have_text("Gemt")


def go_on(page: Page) -> None:
    """To the next page, which comes when the server has what was answered here."""
    with page.expect_navigation():
        page.get_by_role("button", name="Næste").click()
