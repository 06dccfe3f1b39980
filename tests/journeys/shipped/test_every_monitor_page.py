"""Every page of the monitor and of sub-studies passes axe-core, in both languages, on a phone and at a desk."""

from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.urls import reverse
from playwright.sync_api import Browser

from cohort.accounts.models import Role
from cohort.common import clock
from recruitment.actions import sub_studies
from recruitment.actions.tallying import tally
from recruitment.models import ScreeningEntry
from recruitment.substudies.rules import PRESETS
from tests import factories
from tests.journeys.shipped.looking import looker
from tests.journeys.shipped.test_every_staff_page import LANGUAGES, signed_in

pytestmark = pytest.mark.journey


def address(name: str, *parts: object) -> str:
    return reverse(f"recruitment:{name}", args=parts)


@LANGUAGES
def test_how_recruitment_goes_and_sub_studies(
    browser: Browser, transactional_db: None, live_server: Any, pictures: Path, language: str
) -> None:
    manager = factories.staff(Role.DATA_MANAGER)
    with looker(browser, live_server.url, language, pictures) as looks:
        signed_in(looks, manager)
        looks.goto(address("show_monitor"), "nothing counted")
        practice = factories.practice()
        doctor = factories.staff(of=practice)
        with transaction.atomic():
            people = [factories.enrolled(by=doctor).participant for _ in range(12)]
            factories.consenting(people[0])
            ScreeningEntry.objects.create(practice=practice, outcome="declined", reason="no_time", at=clock.now())
        tally.tally()
        looks.goto(address("show_monitor"), "monitor", desk=True)
        looks.goto(address("show_tally", "practice"), "tally", desk=True)
        looks.goto(address("list_sub_studies"), "no sub-study")
        looks.goto(address("write_sub_study"), "new sub-study")
        with looks.page.expect_navigation():
            looks.page.locator("button[name=preset]").first.click()
        looks.look("sub-study with a rule", desk=True)
        study = sub_studies.write(
            sub_study=None, name_da="Samtaler", name_en="Talks", rules=[*PRESETS["adult"], *PRESETS["able"]], by=manager
        )
        looks.goto(address("show_sub_study", study.pk), "draft")
        looks.goto(address("try_sub_study", study.pk), "trial", desk=True)
        sub_studies.switch_on(sub_study=study, by=manager)
        sub_studies.match()
        looks.goto(address("show_sub_study", study.pk), "switched on", desk=True)
        looks.goto(address("list_sub_studies"), "sub-studies", desk=True)
