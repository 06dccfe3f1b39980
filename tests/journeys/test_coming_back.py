"""Coming back after a while: what seldom changes is only confirmed, and afterwards one sees what has changed."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from cohort.common import clock
from cohort.members.actions import links
from cohort.members.models import Participant, PersonalLink
from questionnaires.actions import load
from questionnaires.models import Assignment, Response
from tests.journeys.browser import DESK, PHONE, looked_at, page_of
from tests.unit.questionnaires import answering

pytestmark = pytest.mark.journey

WAVE = """
slug: {slug}
kind: patient
title: {{da: Din ryg, en: Your back}}
intro: {{da: Et par korte spørgsmål., en: A few short questions.}}
sections:
  - id: now
    title: {{da: Lige nu, en: Right now}}
    pages:
      - id: now
        items: [{{use: pain_back_nrs}}, {{use: impact_everyday}}, {{use: pain_days_4w}}]
  - id: facts
    title: {{da: Om dig, en: About you}}
    pages:
      - id: facts
        items:
          - {{use: job_demand}}
          - {{use: surgery_back}}
          - {{use: surgery_back_year}}
          - {{use: selfcare_text, stable: true, enable_when: null}}
"""


@pytest.fixture
def participant(browser: Browser, transactional_db: None) -> Participant:
    return answering.person().participant


def opened(participant: Participant, slug: str) -> str:
    """The path of a link to a questionnaire of that name, open now."""
    now = clock.now()
    assignment = Assignment.objects.create(
        participant=participant,
        version=load.load(WAVE.format(slug=slug), by="system:test"),
        opens_at=now - timedelta(days=1),
        closes_at=now + timedelta(days=20),
    )
    token = links.issue(
        participant=participant,
        purpose=PersonalLink.Purpose.ANSWER,
        about=str(assignment.uuid),
        expires_at=assignment.closes_at,
        by="system:test",
    )
    return f"/q/{token}/"


def numbers(page: Page, pain: int, everyday: int, days: int) -> None:
    page.locator("#pain_back_nrs .scale-step").nth(pain).click()
    page.locator("#impact_everyday .scale-step").nth(everyday).click()
    page.locator("#pain_days_4w input[name=pain_days_4w]").fill(str(days))


def answers_of(slug: str) -> Response:
    return Response.objects.get(version__instrument__slug=slug)


def test_the_facts_are_confirmed_and_the_changes_seen_in_danish_and_english(
    participant: Participant, browser: Browser, live_server: Any, pictures: Path
) -> None:
    with page_of(browser, PHONE) as phone:
        the_start_is_answered(phone, live_server.url + opened(participant, "start_wave"), pictures)
    with page_of(browser, PHONE) as phone:
        the_next_wave_asks_for_confirmation(phone, live_server.url + opened(participant, "next_wave"), pictures)
    with page_of(browser, DESK, "en-GB") as desk:
        the_last_wave_in_english(desk, live_server.url, opened(participant, "last_wave"), pictures)


def the_start_is_answered(phone: Page, link: str, pictures: Path) -> None:
    phone.goto(link)
    phone.get_by_role("link", name="Begynd").click()
    numbers(phone, 8, 3, 20)
    phone.get_by_role("button", name="Næste").click()
    expect(phone.locator("[data-earlier-note]")).to_have_count(0)
    phone.locator("#job_demand .row").nth(2).click()
    phone.locator("#surgery_back .row").nth(1).click()
    phone.locator("#surgery_back_year input[name=surgery_back_year]").fill("2011")
    phone.locator("#selfcare_text [name=selfcare_text]").fill("At svømme")
    phone.get_by_role("button", name="Næste").click()
    phone.get_by_role("button", name="Send mine svar").click()
    phone.get_by_role("link", name="Se, hvad der har ændret sig siden sidst").click()
    expect(phone.get_by_text("Der er ikke noget at sammenligne med endnu.")).to_be_visible()
    looked_at(phone, "changes-first-time", pictures)
    assert "surgery_back_year" in answers_of("start_wave").answers


def the_next_wave_asks_for_confirmation(phone: Page, link: str, pictures: Path) -> None:
    phone.goto(link)
    phone.get_by_role("link", name="Begynd").click()
    numbers(phone, 4, 6, 19)
    phone.get_by_role("button", name="Næste").click()
    notes = phone.get_by_text("Sådan svarede du sidst.")
    expect(notes.first).to_be_visible()
    looked_at(phone, "earlier-answers", pictures)
    assert "job_demand" not in answers_of("next_wave").answers
    phone.locator("#selfcare_text [name=selfcare_text]").fill("At svømme og at gå")
    expect(phone.locator("#selfcare_text [data-earlier-note]")).to_be_hidden()
    expect(phone.locator(".saved")).to_have_text("Gemt")
    assert "job_demand" not in answers_of("next_wave").answers
    phone.get_by_role("button", name="Næste").click()
    # The operation is confirmed now, and brings up its year.
    expect(phone.locator("#surgery_back_year input[name=surgery_back_year]")).to_have_value("2011")
    phone.get_by_role("button", name="Næste").click()
    phone.get_by_role("button", name="Send mine svar").click()
    given, before = answers_of("next_wave"), answers_of("start_wave").answers
    for name in ("job_demand", "surgery_back", "surgery_back_year"):
        assert given.answers[name] == before[name]
        assert given.trail[name]["from"] == "earlier"
    assert given.answers["selfcare_text"] == "At svømme og at gå"
    assert "from" not in given.trail["selfcare_text"]
    phone.get_by_role("link", name="Se, hvad der har ændret sig siden sidst").click()
    for sentence in (
        "Bedre end sidst.",
        "Sværere end sidst.",
        "Omtrent lige så mange dage som sidst.",
        "Det går tit op og ned",
    ):
        expect(phone.get_by_text(sentence)).to_be_visible()
    expect(phone.locator(".change svg")).to_have_count(3)
    looked_at(phone, "changes", pictures)


def the_last_wave_in_english(desk: Page, address: str, path: str, pictures: Path) -> None:
    desk.context.add_cookies([{"name": "django_language", "value": "en", "url": address}])
    desk.goto(address + path)
    desk.get_by_role("link", name="Start").click()
    numbers(desk, 4, 0, 28)
    desk.get_by_role("button", name="Next").click()
    expect(desk.get_by_text("This is what you said last time.").first).to_be_visible()
    looked_at(desk, "earlier-answers-english", pictures)
    for _page in range(2):
        desk.get_by_role("button", name="Next").click()
    desk.get_by_role("button", name="Send my answers").click()
    desk.get_by_role("link", name="See what has changed since last time").click()
    expect(desk.get_by_text("About the same as last time, and better than at the start.")).to_be_visible()
    looked_at(desk, "changes-english", pictures)
    desk.context.clear_cookies(name="just_sent")
    desk.reload()
    expect(desk.get_by_role("heading", name="Thank you")).to_be_visible()
    expect(desk.locator(".change")).to_have_count(0)
