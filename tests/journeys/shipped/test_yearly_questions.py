"""A doctor answers about their own work once a year, by keyboard alone, on a phone's screen and at a desk."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser, expect

from questionnaires.actions import load
from questionnaires.models import StaffSurvey
from tests import factories
from tests.journeys.shipped.looking import looker
from tests.signing import sign_in

pytestmark = pytest.mark.journey


@pytest.mark.parametrize("language", ["da", "en"])
def test_the_card_leads_there_and_is_gone_afterwards(
    browser: Browser, transactional_db: None, live_server: Any, pictures: Path, language: str
) -> None:
    load.load_shipped()
    doctor = factories.staff(of=factories.practice())
    factories.enrolled(by=doctor)
    with looker(browser, live_server.url, language, pictures) as looks:
        client = sign_in(Client(), doctor)
        session = str(client.session.session_key)
        looks.page.context.add_cookies([{"name": "sessionid", "value": session, "url": looks.address}])
        looks.goto(reverse("pathways:show_practice"), "list with the yearly card", desk=True)
        page, press = looks.page, looks.page.keyboard.press
        page.locator(".survey-card a").focus()
        press("Enter")
        page.wait_for_url("**/practice/survey/")
        looks.look("yearly questions", desk=True)
        with page.expect_navigation():
            page.locator(".record-end button").press("Enter")
        looks.look("yearly questions without answers", desk=True)
        page.locator("a[href='/practice/']").last.focus()
        for key in ("Tab", "Space", *["ArrowRight"] * 3, "Tab", "Space", "Tab", "Space", "ArrowDown"):
            press(key)
        with page.expect_navigation():
            press("Enter")
        expect(page.locator(".note-good")).to_be_visible()
        assert not page.locator(".survey-card").count()
        looks.look("list after the yearly questions")
        looks.goto(reverse("pathways:answer_survey"), "yearly questions answered")
    response = StaffSurvey.objects.get(user=doctor).response
    assert response
    said = {name: response.answers[name] for name in ("gp_confidence_pa", "gp_time_pa", "gp_model")}
    assert said == {"gp_confidence_pa": 3, "gp_time_pa": "1", "gp_model": "stress"}
