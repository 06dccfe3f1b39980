"""Every page of those who look after questionnaires passes axe-core, in every state and both languages."""

import json
from pathlib import Path
from typing import Any

import pytest
import pytest_django
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser

from cohort.accounts.models import Role, User
from cohort.common import clock
from questionnaires.actions import load, packs
from questionnaires.actions.drafts.publish import set_aside
from questionnaires.actions.drafts.upload import upload
from questionnaires.definition.load import CONTENT
from questionnaires.models import Draft, SignOff, Version, WordingPack
from questionnaires.reading import review_links
from tests import drafts, factories, wording
from tests.journeys.shipped import content
from tests.journeys.shipped.content import Open
from tests.journeys.shipped.looking import Looker, looker
from tests.signing import sign_in
from tests.unit.questionnaires.reading.test_measured import hand_in

pytestmark = pytest.mark.journey
LANGUAGES = pytest.mark.parametrize("language", ["da", "en"])


def signed_in(looks: Looker, user: User) -> Client:
    """The same session in the browser and in a client."""
    client = sign_in(Client(), user)
    session = str(client.session.session_key)
    looks.page.context.add_cookies([{"name": "sessionid", "value": session, "url": looks.address}])
    return client


def send(looks: Looker, name: str, button: str, **fields: str) -> None:
    """Fill in the form of the page that stands there and look at what comes."""
    for field, value in fields.items():
        looks.page.locator(f"[name={field}]").fill(value)
    with looks.page.expect_navigation():
        looks.page.locator(button).first.click()
    looks.look(name, desk=True)


def address(name: str, *parts: object) -> str:
    return reverse(f"questionnaires:{name}", args=parts)


@LANGUAGES
def test_instruments_on_their_way(
    browser: Browser, transactional_db: None, live_server: Any, pictures: Path, language: str
) -> None:
    manager = factories.staff(Role.DATA_MANAGER)
    with looker(browser, live_server.url, language, pictures) as looks:
        signed_in(looks, manager)
        looks.goto(address("list_instruments"), "instruments")
        looks.goto(address("upload_draft"), "upload", desk=True)
        wrong = drafts.text().replace("kind: patient", "kind: quiz").replace("type: boolean", "type: bool")
        send(looks, "upload with faults", "main form .button", text=wrong)
        reports(looks, manager)
        looks.goto(address("show_times"), "times without figures")
        figures(manager)
        looks.goto(address("show_times"), "times with figures", desk=True)
        looks.goto(address("list_instruments"), "instruments with drafts", desk=True)


def reports(looks: Looker, manager: User) -> None:
    shipped = (CONTENT / "baseline_a.yaml").read_text().replace("slug: baseline_a", "slug: baseline_n", 1)
    for name, text in (
        ("fails", drafts.text(drafts.FAILED)),
        ("warnings", drafts.text(drafts.WARNED)),
        ("ready", drafts.text()),
        ("shipped", shipped),
    ):
        draft = upload(text=text, by=manager)
        if name == "ready":
            drafts.agreed(draft, by=manager)
        looks.goto(address("show_draft", draft.pk), f"report {name}", desk=True)
        previews(looks, draft, name)
    set_aside(draft=draft, by=manager)
    looks.goto(address("show_draft", draft.pk), "report set aside")


def previews(looks: Looker, draft: Draft, name: str) -> None:
    if name in ("ready", "shipped"):
        for form in ("phone", "paper"):
            looks.goto(address(f"preview_{form}", draft.pk), f"preview on {form} {name}", desk=True)
        link = address("review_draft", review_links.new(draft, clock.now()))
        looks.goto(link, f"review {name}", desk=True)
        looks.goto(f"{link}?form=paper", f"review on paper {name}")
    if name == "ready":
        looks.goto(link, "review again")
        send(looks, "review with faults", "main form .button")
        looks.page.locator("[name=role]").first.check()
        looks.page.locator(f"[name=decision][value={SignOff.Decision.YES}]").check()
        send(looks, "review thanks", "main form .button")
        looks.goto(address("review_draft", "A" * 43), "review over", 410)


def figures(manager: User) -> None:
    factories.consenting(factories.enrolled(by=factories.staff(of=factories.practice())).participant)
    load.load(drafts.text(), by=manager.actor)
    for _ in range(6):
        hand_in(Version.objects.current("my_week"), 600, felt="easy")


@LANGUAGES
def test_wording_packs(
    browser: Browser, transactional_db: None, live_server: Any, pictures: Path, language: str
) -> None:
    with looker(browser, live_server.url, language, pictures) as looks:
        signed_in(looks, factories.staff(Role.DATA_MANAGER))
        looks.goto(address("list_packs"), "packs none")
        looks.goto(address("add_pack"), "pack to add", desk=True)
        wrong = json.loads(wording.pack("phq4"))
        del wrong["items"]["phq4_1"]
        send(looks, "pack with faults", "main form .button", text=json.dumps(wrong))
        for valid_to in ("2026-01-31", None):
            packs.add(text=wording.pack("phq4", valid_to=valid_to, version=f"to {valid_to}"), by="system:test")
        for instrument in ("rmdq", "eq5d"):
            packs.add(text=wording.pack(instrument, "en"), by="system:test")
        ended, kept = WordingPack.objects.order_by("-pk")[:2]
        packs.end(pack=ended, by="system:test", and_words=True)
        looks.goto(address("list_packs"), "packs", desk=True)
        looks.goto(address("end_pack", kept.pk), "pack to end", desk=True)
        looks.goto(address("end_pack", ended.pk), "pack ended")


@LANGUAGES
def test_the_office_types_in(
    browser: Browser,
    transactional_db: None,
    live_server: Any,
    pictures: Path,
    language: str,
    settings: pytest_django.Settings,
    tmp_path: Path,
) -> None:
    settings.FILES_DIR = tmp_path
    content.add_packs()
    participant = content.person()
    one = content.opened(participant, "baseline_a")
    with looker(browser, live_server.url, language, pictures) as looks:
        office = signed_in(looks, factories.staff(Role.STUDY_OFFICE))
        card = f"/office/{participant.study_number}/"
        office.post(card, {"purpose": "follow_up"})
        looks.goto(card, "office card", desk=True)
        looks.goto(f"{card}answers/", "office answers", desk=True)
        typing_in(looks, one, f"{card}answers/{one.assignment.uuid}/")
        looks.goto(f"{card}answers/", "office answers handed in")


def typing_in(looks: Looker, one: Open, form: str) -> None:
    looks.goto(form, "office form empty", desk=True)
    number = next(item.id for item in one.definition.items if item.type == "integer")
    send(looks, "office form with faults", "button[value=later]", **{number: "999"})
    one.save({"pain_back_nrs": 3})
    looks.goto(form, "office form with their answers")
    looks.page.locator("[name=mode]").first.check()
    looks.page.locator("[name=pain_back_nrs][value='7']").check(force=True)
    day = f"{clock.now().astimezone(clock.COPENHAGEN):%d-%m-%Y}"
    send(looks, "office form differing", "button[value=later]", answered_on=day)
    looks.page.locator("[name=counts]").first.check()
    send(looks, "office form saved", "button[value=later]")
    send(looks, "office handed in", "button[value=submit]")
