"""Other ways to answer, in a browser: a question read aloud by a voice of the device, a paper typed in by digits."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import pytest_django
from playwright.sync_api import Browser, Page, expect, sync_playwright

from cohort.accounts.models import Role
from tests import factories
from tests.journeys import browser as browsers
from tests.journeys import steps
from tests.unit.questionnaires import answering
from tests.unit.questionnaires.answering import Person

pytestmark = pytest.mark.journey

# A voice of the device that notes what it is asked to say, and goes on speaking until it is told to stop.
VOICE = """
window.said = [];
window.stopped = 0;
const voices = %s;
const speech = { getVoices: () => voices, addEventListener() {}, speak(one) { said.push([one.voice.name, one.text]); },
  cancel() { stopped += 1; } };
Object.defineProperty(window, "speechSynthesis", { value: speech });
window.SpeechSynthesisUtterance = class extends EventTarget { constructor(text) { super(); this.text = text; } };
"""
DANISH = '[{name: "far", lang: "da-DK", localService: false}, {name: "near", lang: "da-DK", localService: true}]'
FAR = '[{name: "far", lang: "da-DK", localService: false}, {name: "other", lang: "en-GB", localService: true}]'


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # Playwright keeps a loop running in this thread
        opened = browsers.chromium(playwright)
        yield opened
        opened.close()


@pytest.fixture
def person(browser: Browser, transactional_db: None, settings: pytest_django.Settings, tmp_path: Path) -> Person:
    settings.FILES_DIR = tmp_path
    return answering.person()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 360, "height": 740}, locale="da-DK")
    yield context.new_page()
    context.close()


def said(page: Page) -> list[list[str]]:
    return page.evaluate("said")  # type: ignore[no-any-return]


def test_a_question_is_read_aloud_in_its_order_and_stops(page: Page, person: Person, live_server: Any) -> None:
    page.add_init_script(VOICE % DANISH)
    page.goto(live_server.url + person.url("answer_page", "work"))
    button = page.get_by_role("button", name="Læs højt: Arbejder du?")
    other = page.get_by_role("button", name="Læs højt: Hvor ondt gør det?")
    expect(page.get_by_role("button", name="Læs højt")).to_have_count(2)
    button.click()
    assert said(page) == [["near", words] for words in ("Arbejder du?", "Ja", "Nej", "Det vil jeg helst ikke svare på")]
    stop = page.get_by_role("button", name="Stop: Arbejder du?")
    expect(stop).to_have_attribute("aria-pressed", "true")
    stop.click()
    assert len(said(page)) == 4
    expect(button).to_have_attribute("aria-pressed", "false")
    before = page.evaluate("stopped")
    other.click()
    assert [words for _voice, words in said(page)[4:]] == [
        *("Hvor ondt gør det?", "Tænk på i dag.", "0 = Slet ikke", "10 = Værst", "Ved ikke"),
        "Det vil jeg helst ikke svare på",
    ]
    assert page.evaluate("stopped") > before
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    assert person.answers == {}


def test_leaving_the_page_stops_the_voice(page: Page, person: Person, live_server: Any) -> None:
    page.add_init_script(VOICE % DANISH)
    page.goto(live_server.url + person.url("answer_page", "work"))
    page.get_by_role("button", name="Læs højt: Arbejder du?").click()
    page.evaluate("stopped = 0")
    page.evaluate("dispatchEvent(new PageTransitionEvent('pagehide'))")
    assert page.evaluate("stopped") == 1
    expect(page.get_by_role("button", name="Læs højt")).to_have_count(2)


def test_without_a_voice_on_the_device_there_is_no_button(page: Page, person: Person, live_server: Any) -> None:
    page.add_init_script(VOICE % FAR)
    page.goto(live_server.url + person.url("answer_page", "work"))
    expect(page.locator("#hurts")).to_be_visible()
    expect(page.get_by_role("button", name="Læs højt")).to_have_count(0)


def test_the_first_page_is_read_as_a_whole(page: Page, person: Person, live_server: Any) -> None:
    page.add_init_script(VOICE % DANISH)
    page.goto(live_server.url + person.url("open_questionnaire"))
    page.get_by_role("button", name="Læs højt").click()
    words = [one for _voice, one in said(page)]
    assert words[:2] == ["Din uge", "Et par korte spørgsmål."]
    assert any("Vil du hellere svare på papir eller i telefonen?" in one for one in words)


@pytest.mark.covers("R70")
def test_the_study_office_types_in_a_paper_by_digits(
    browser: Browser, person: Person, live_server: Any, pictures: Path
) -> None:
    officer = factories.staff(Role.STUDY_OFFICE)
    with browsers.page_of(browser, browsers.DESK) as page:
        steps.sign_in(page, live_server.url, officer)
        page.goto(f"{live_server.url}/office/{person.participant.study_number}/")
        page.get_by_label("Hjælp med et spørgeskema").check()
        page.get_by_role("button", name="Åben", exact=True).click()
        page.get_by_role("link", name="Papir og telefon").click()
        page.get_by_role("link", name="Skriv svar ind").click()
        page.get_by_label("På papir").check()
        page.get_by_label("Hvilken dag svarede personen?").fill(f"{person.assignment.opens_at.astimezone():%d-%m-%Y}")
        page.locator("#works input[type=radio]").first.focus()
        page.keyboard.press("2")
        page.locator("#hurts input[type=radio]").first.focus()
        page.keyboard.type("10")
        page.locator("#helps input[type=checkbox]").first.focus()
        page.keyboard.type("12", delay=20)
        page.locator("#days input[type=text]").fill("3")
        browsers.looked_at(page, "office_enter", pictures)
        page.get_by_role("button", name="Gem, og fortsæt senere").click()
        expect(page.get_by_text("Det, du har skrevet, er gemt.")).to_be_visible()
        assert person.answers == {"works": False, "hurts": 10, "helps": ["walk", "rest"], "days": 3, "talk": False}
        page.get_by_role("button", name="Send ind").click()
        expect(page.get_by_text("Svarene er sendt ind.")).to_be_visible()
    assert person.assignment.state == "submitted"
