"""Pain as line, numbers or faces, and the body to draw on: by finger, by keyboard, without JavaScript, to look at."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.browser import DESK, PHONE, looked_at
from tests.unit.questionnaires import ways
from tests.unit.questionnaires.answering import Person

pytestmark = pytest.mark.journey


@pytest.fixture
def person(transactional_db: None) -> Person:
    return ways.person()


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport=PHONE, locale="da-DK", has_touch=True, reduced_motion="reduce")
    yield context.new_page()
    context.close()


def in_english(page: Page, live_server: Any) -> None:
    page.context.add_cookies([{"name": "django_language", "value": "en", "url": live_server.url}])


def mode(person: Person) -> object:
    return person.assignment.response.trail["ache"]["mode"]


def saving(page: Page) -> Any:
    return page.expect_response(lambda answer: answer.url.endswith("/answers/") and answer.ok)


@pytest.mark.covers("R72")
def test_pain_by_finger_in_all_three_ways(phone: Page, person: Person, live_server: Any, pictures: Path) -> None:
    phone.goto(live_server.url + person.url("answer_page", "pain"))
    line = phone.get_by_role("slider", name="I dag: Hvor ondt har du haft?")
    expect(line).to_have_attribute("aria-valuetext", "Ikke svaret endnu")
    expect(phone.get_by_text("Tryk på linjen, hvor det passer.")).to_be_visible()
    looked_at(phone, "ways line unanswered", pictures)
    place = line.bounding_box()
    assert place is not None
    with saving(phone):
        phone.touchscreen.tap(place["x"] + place["width"] / 2, place["y"] + place["height"] / 2)
    assert person.answers == {"ache": 50}
    assert mode(person) == "line"
    with saving(phone):
        phone.touchscreen.tap(place["x"] + place["width"] * 0.73, place["y"] + place["height"] / 2)
    given = person.answers["ache"]
    assert isinstance(given, int)
    assert 71 <= given <= 76
    looked_at(phone, "ways line answered", pictures)
    with saving(phone):
        phone.get_by_role("button", name="Ansigter").tap()
    assert person.answers == {"ache": given, "ache_shown": "faces"}
    expect(phone.get_by_role("radio", name="Meget")).to_be_checked()
    looked_at(phone, "ways faces answered", pictures)
    assert mode(person) == "line"
    with saving(phone):
        phone.locator(".face").nth(1).tap()
    assert person.answers["ache"] == 20
    assert mode(person) == "faces"
    with saving(phone):
        phone.get_by_role("button", name="Et tal").tap()
    expect(phone.get_by_role("radio", name="2", exact=True)).to_be_checked()
    with saving(phone):
        phone.locator(".scale-step").nth(10).tap()
    assert (person.answers["ache"], mode(person)) == (100, "number")
    looked_at(phone, "ways number answered", pictures)
    phone.reload()
    expect(phone.get_by_role("radio", name="10, Så ondt, som det kan gøre")).to_be_checked()
    with saving(phone):
        phone.get_by_label("Det vil jeg helst ikke svare på").first.check()
    assert person.answers["ache"] == {"missing": "p"}


def test_pain_on_a_line_by_keyboard(phone: Page, person: Person, live_server: Any) -> None:
    in_english(phone, live_server)
    phone.goto(live_server.url + person.url("answer_page", "pain"))
    phone.get_by_role("button", name="Faces").focus()
    phone.keyboard.press("Tab")
    line = phone.get_by_role("slider")
    expect(line).to_be_focused()
    with saving(phone):
        phone.keyboard.press("Home")
    expect(line).to_have_attribute("aria-valuetext", "0, No pain at all")
    with saving(phone):
        phone.keyboard.press("End")
    expect(line).to_have_attribute("aria-valuetext", "100, As bad as pain can be")
    with saving(phone):
        phone.keyboard.press("PageDown")
    with saving(phone):
        phone.keyboard.press("ArrowLeft")
    assert person.answers == {"ache": 89}
    with saving(phone):
        phone.get_by_label("I would rather not say").first.check()
    expect(line).to_have_attribute("aria-valuetext", "No answer yet")
    line.focus()
    with saving(phone):
        phone.keyboard.press("Space")
    assert person.answers == {"ache": 50}


def test_a_finger_that_scrolls_past_the_line_answers_nothing(phone: Page, person: Person, live_server: Any) -> None:
    phone.goto(live_server.url + person.url("answer_page", "pain"))
    line = phone.get_by_role("slider")
    place = line.bounding_box()
    assert place is not None
    x, y = place["x"] + 40, place["y"] + place["height"] / 2
    fingers = phone.context.new_cdp_session(phone)
    for step in range(11):
        kind = "touchMove" if step else "touchStart"
        fingers.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y - 20 * step}]})
    fingers.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    phone.wait_for_function("scrollY > 0")
    phone.wait_for_timeout(1_200)  # longer than a typed answer waits before it is saved
    expect(line).to_have_attribute("aria-valuetext", "Ikke svaret endnu")
    assert person.answers == {}


def test_a_line_that_nobody_touched_sends_nothing(phone: Page, person: Person, live_server: Any) -> None:
    in_english(phone, live_server)
    phone.goto(live_server.url + person.url("answer_page", "pain"))
    phone.get_by_role("button", name="Next").click()
    phone.wait_for_url("**/body/")
    assert person.answers == {}


def test_the_enter_key_goes_on_and_switches_nothing(phone: Page, person: Person, live_server: Any) -> None:
    in_english(phone, live_server)
    phone.goto(live_server.url + person.url("answer_page", "pain"))
    phone.locator("[name=days]").fill("3")
    phone.keyboard.press("Enter")
    phone.wait_for_url("**/body/")
    assert person.answers == {"days": 3}


@pytest.mark.covers("R72")
def test_pain_without_javascript(browser: Browser, person: Person, live_server: Any, pictures: Path) -> None:
    context = browser.new_context(viewport=PHONE, locale="da-DK", java_script_enabled=False)
    page = context.new_page()
    page.goto(live_server.url + person.url("answer_page", "pain"))
    expect(page.get_by_role("slider")).to_be_hidden()
    page.screenshot(path=pictures / "ways line without scripts.png", full_page=True)
    page.locator(".scale-step").nth(3).click()
    page.get_by_role("button", name="Ansigter").click()
    assert person.answers == {"ache": 30, "ache_shown": "faces"}
    assert mode(person) == "number"
    expect(page.get_by_role("radio", name="Noget")).to_be_checked()
    page.locator("#page > .onward .button").click()
    page.wait_for_url("**/body/")
    assert (person.answers["ache"], mode(person)) == (30, "number")
    expect(page.locator("[data-body]")).to_be_hidden()
    page.get_by_label("Lænden").check()
    page.get_by_label("Venstre lår bagpå").check()
    page.locator("#page > .onward .button").click()
    page.wait_for_url("**/lists/")
    assert person.answers["sites"] == ["b_low_back", "b_thigh_l"]
    context.close()


def test_the_body_by_finger_and_by_keyboard(phone: Page, person: Person, live_server: Any, pictures: Path) -> None:
    phone.goto(live_server.url + person.url("answer_page", "body"))
    words = phone.locator("[data-body-words]")
    expect(phone.get_by_text("Tryk, hvor det er, eller brug listen. Højre og venstre er dine egne.")).to_be_visible()
    expect(words).to_have_text("")
    looked_at(phone, "body unanswered", pictures)
    with saving(phone):
        phone.locator(".body [data-zone=b_low_back]").tap()
    with saving(phone):
        phone.locator(".body [data-zone=f_thigh_l]").tap()
    expect(phone.get_by_label("Lænden")).to_be_checked()
    expect(words).to_have_text("Venstre lår foran, Lænden")
    assert person.answers == {"sites": ["f_thigh_l", "b_low_back"]}
    looked_at(phone, "body chosen", pictures)
    front = phone.locator(".body").first.bounding_box()
    thigh = phone.locator(".body [data-zone=f_thigh_l]").bounding_box()
    assert front is not None
    assert thigh is not None
    assert thigh["x"] + thigh["width"] / 2 > front["x"] + front["width"] / 2, (
        "from the front, the person's left is on the right"
    )
    phone.get_by_label("Lænden").focus()
    expect(phone.locator("[data-body-name]")).to_have_text("Lænden")
    with saving(phone):
        phone.keyboard.press("Space")
    expect(phone.locator(".body [data-zone=b_low_back]")).not_to_have_attribute("data-on", "")
    with saving(phone):
        phone.get_by_label("Ingen steder").check()
    expect(phone.locator(".body [data-on]")).to_have_count(0)
    assert person.answers == {"sites": ["none"]}


def test_a_box_stays_where_it_is_while_it_is_clicked(phone: Page, person: Person, live_server: Any) -> None:
    """The name of a box that is looked at takes no room from the list: else the finger meets another box."""
    person.patch({"answers": {"sites": ["f_chest", "f_thigh_l", "f_thigh_r", "b_low_back", "b_thigh_l"]}})
    phone.goto(live_server.url + person.url("answer_page", "body"))
    box = phone.get_by_label("Højre lår bagpå")
    place = "box => box.getBoundingClientRect().top + scrollY"
    before = box.evaluate(place)
    box.focus()
    assert box.evaluate(place) == before
    with saving(phone):
        box.click()
    assert person.answers["sites"] == ["f_chest", "f_thigh_l", "f_thigh_r", "b_low_back", "b_thigh_l", "b_thigh_r"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_every_state_can_be_read(
    browser: Browser,
    person: Person,
    live_server: Any,
    pictures: Path,
    size: Any,
    scheme: Literal["light", "dark"],
) -> None:
    context = browser.new_context(viewport=size, locale="da-DK", color_scheme=scheme, reduced_motion="reduce")
    page = context.new_page()
    shape = f"{scheme} {size['width']}"
    address = live_server.url + person.url("answer_page", "pain")
    for name in ("line", "number", "faces"):
        person.patch({"answers": {"ache": None, "ache_shown": name}})
        page.goto(address)
        looked_at(page, f"ways {name} unanswered {shape}", pictures)
        person.patch({"answers": {"ache": 37}, "modes": {"ache": "line"}})
        page.goto(address)
        looked_at(page, f"ways {name} answered {shape}", pictures)
    page.locator("[name=days]").fill("99")
    page.get_by_role("button", name="Næste").click()
    expect(page.get_by_role("alert")).to_be_visible()
    looked_at(page, f"ways error {shape}", pictures)
    person.patch({"answers": {"sites": ["b_low_back", "f_thigh_l", "b_thigh_r"]}})
    page.goto(live_server.url + person.url("answer_page", "body"))
    looked_at(page, f"body {shape}", pictures)
    page.goto(live_server.url + person.url("answer_page", "lists"))
    looked_at(page, f"lists {shape}", pictures)
    context.close()


def test_large_text_and_chosen_colours(browser: Browser, person: Person, live_server: Any, pictures: Path) -> None:
    """At the largest text on the narrowest phone, in colours that the person has set for everything."""
    context = browser.new_context(viewport=PHONE, locale="da-DK", forced_colors="active")
    context.add_cookies([{"name": "text_size", "value": "largest", "url": live_server.url}])
    page = context.new_page()
    for name in ("line", "number", "faces"):
        person.patch({"answers": {"ache": 40, "ache_shown": name, "sites": ["b_low_back"]}})
        page.goto(live_server.url + person.url("answer_page", "pain"))
        looked_at(page, f"ways {name} forced", pictures)
    page.goto(live_server.url + person.url("answer_page", "body"))
    looked_at(page, "body forced", pictures)
    context.close()
