"""From a letter to a cluster to the first patient: a practice signs up, is let in, and enrols."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from cohort.accounts.models import Role, User
from cohort.common import clock
from cohort.members.models import Membership, Participant, Practice
from cohort.outbox.models import Message
from recruitment.models import PracticeRequest
from tests import clusters, factories
from tests.factories import PASSWORD
from tests.journeys import steps
from tests.journeys.browser import DESK, PHONE, looked_at, page_of
from tests.plugins.stack import Stack
from tests.signing import present_code

pytestmark = pytest.mark.journey

LINK = re.compile(r"https?://\S+/(?:gp|accounts)/\S+/")
DOCTOR = "lise@practice.example"


@pytest.mark.covers("R9", "R12")
@pytest.mark.parametrize("size", [PHONE, DESK], ids=["360", "1280"])
def test_a_practice_of_a_cluster_comes_in(stack: Stack, browser: Browser, pictures: Path, size: dict[str, int]) -> None:
    width = size["width"]
    cluster = clusters.bare("Klynge Lillebælt")
    address = cluster.addresses.get().email
    office = factories.staff(Role.STUDY_OFFICE, name="Birgit Aagaard")
    stack.start("web", "worker", "beat")
    with page_of(browser, size) as desk:
        steps.sign_in(desk, stack.address, office)
        desk.goto(f"{stack.address}/clusters/")
        looked_at(desk, f"clusters_{width}", pictures)
        desk.get_by_role("link", name="Klynge Lillebælt").click()
        expect(desk.get_by_label("Formand", exact=True)).to_have_value("Ole Friis")
        plan_a_talk(desk)
        desk.get_by_role("button", name="Send til listen").click()
        expect(desk.locator(".note-good")).to_be_visible()
        looked_at(desk, f"cluster_{width}", pictures)

        letter = the_letter(stack, address)
        assert str(letter["From"]).startswith("Karen Holst <")
        assert str(letter["Reply-To"]) == "Karen Holst <karen@cluster.example>"
        with page_of(browser, size) as page:
            sign_up(page, link_in(letter), pictures, width)

        stack.wait(lambda: PracticeRequest.objects.exists(), "the request")
        desk.goto(f"{stack.address}/clusters/requests/")
        looked_at(desk, f"requests_{width}", pictures)
        desk.get_by_role("button", name="Sig ja, og send adgang").click()
        expect(desk.locator(".note-good")).to_contain_text("Lise Kjær")
    practice = Practice.objects.get(provider_number="098765")
    assert (practice.takes_part, practice.cluster) == (True, cluster)

    with page_of(browser, size) as page:
        begin(page, stack, link_in(the_letter(stack, DOCTOR)))
        steps.enrol(page, stack.address, name="Grethe Lyngsøe", birth_date="17041953", email="g@patient.example")
    participant = Participant.objects.get()
    assert participant.practice == practice
    assert participant.enrolled_by == User.objects.get(email=DOCTOR)
    assert Membership.objects.get(user__email=DOCTOR).position == Membership.Position.DOCTOR
    assert not Message.objects.filter(state="failed").exists()


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["360", "1280"])
def test_talks_links_and_lists_are_for_everybodys_eyes(
    stack: Stack, browser: Browser, pictures: Path, size: dict[str, int]
) -> None:
    width = size["width"]
    clusters.cluster(by=factories.staff(Role.STUDY_OFFICE))
    stack.start("web")
    with page_of(browser, size) as desk:
        steps.sign_in(desk, stack.address, factories.staff(Role.STUDY_OFFICE))
        desk.wait_for_load_state()
        desk.goto(f"{stack.address}/clusters/talks/")
        looked_at(desk, f"talks_{width}", pictures)
        desk.goto(f"{stack.address}/clusters/links/")
        desk.get_by_label("Hvor linket deles").fill("En gruppe")
        desk.get_by_label("Kollega, der inviterer").fill("Bo Krag")
        desk.get_by_role("button", name="Lav linket").click()
        expect(desk.locator(".qr svg")).to_be_visible()
        looked_at(desk, f"kit_{width}", pictures)
        desk.goto(f"{stack.address}/clusters/links/")
        looked_at(desk, f"links_{width}", pictures)
        desk.goto(f"{stack.address}/clusters/import/")
        looked_at(desk, f"import_{width}", pictures)
        read(desk, "navn;ydernummer;region\nLægerne;98123;Region Syddanmark\n")
        looked_at(desk, f"import_seen_{width}", pictures)
        desk.get_by_role("button", name="Gem listen").click()
        expect(desk.locator(".note-good")).to_contain_text("1 nye")
        looked_at(desk, f"import_kept_{width}", pictures)
        read(desk, "navn;ydernummer;region\nLægerne;98;Region Syddanmark\n")
        looked_at(desk, f"import_wrong_{width}", pictures)


def read(page: Page, text: str) -> None:
    """A list as Danish Excel writes it."""
    file = {"name": "liste.csv", "mimeType": "text/csv", "buffer": text.encode("cp1252")}
    page.locator("input[type=file]").set_input_files(files=[file])  # type: ignore[list-item]
    page.get_by_role("button", name="Se på listen").click()
    page.wait_for_load_state()


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["360", "1280"])
def test_a_trainee_is_moved_on_a_page(stack: Stack, browser: Browser, pictures: Path, size: dict[str, int]) -> None:
    here, there = factories.practice(), factories.practice("Lægerne ved Åen")
    tutor = factories.staff(of=there, name="Bo Krag")
    trainee = factories.staff(of=here, name="Mie Lund")
    held = Membership.objects.filter(user=trainee)
    held.update(position=Membership.Position.TRAINEE, tutor=factories.staff(of=here, name="Ole Friis"))
    stack.start("web")
    with page_of(browser, size) as desk:
        steps.sign_in(desk, stack.address, factories.staff(Role.ADMINISTRATOR))
        desk.wait_for_load_state()
        desk.goto(f"{stack.address}/staff/{trainee.pk}/")
        desk.locator("details summary").click()
        looked_at(desk, f"trainee_{size['width']}", pictures)
        form = desk.locator("form[action$='/move/']")
        form.get_by_label("Praksis").select_option(label="Lægerne ved Åen")
        form.get_by_label("Tutor").select_option(str(tutor.pk))
        form.get_by_label("Fra denne dag").fill((clock.today() + timedelta(days=7)).isoformat())
        form.get_by_role("button", name="Flyt").click()
        expect(desk.locator(".messages li")).to_be_visible()
        looked_at(desk, f"trainee_moved_{size['width']}", pictures)
    assert held.filter(practice=there, tutor=tutor, starts_on__gt=clock.today()).exists()


def the_letter(stack: Stack, address: str):  # type: ignore[no-untyped-def]
    """The first letter to an address, once it has come."""
    stack.wait(lambda: stack.mail.to(address), f"a letter to {address}")
    return stack.mail.to(address)[0]


def link_in(letter) -> str:  # type: ignore[no-untyped-def]
    found = LINK.search(letter.get_body(("plain",)).get_content())
    assert found
    return found.group()


def plan_a_talk(desk: Page) -> None:
    desk.get_by_text("Planlæg et oplæg").click()
    desk.get_by_label("Dag", exact=True).fill("2099-03-12")
    desk.get_by_label("Hvem holder oplæg").fill("Karen Holst")
    desk.get_by_role("button", name="Planlæg", exact=True).click()
    expect(desk.locator("[aria-labelledby=talks]")).to_contain_text("12. marts 2099, Karen Holst")


def sign_up(page: Page, link: str, pictures: Path, width: int) -> None:
    page.goto(link)
    expect(page.get_by_text("Karen Holst inviterer dig")).to_be_visible()
    looked_at(page, f"sign_up_{width}", pictures)
    page.get_by_role("button", name="Tilmeld", exact=True).click()
    looked_at(page, f"sign_up_wrong_{width}", pictures)
    page.get_by_label("Dit navn").fill("Lise Kjær")
    page.get_by_label("Din arbejdsmail").fill(DOCTOR)
    page.get_by_label("Læge", exact=True).check()
    page.get_by_label("Praksis' ydernummer").fill("098765")
    page.get_by_label("Praksis' navn").fill("Lægerne på Torvet")
    page.get_by_label("Region").select_option(label="Region Syddanmark")
    page.get_by_role("button", name="Tilmeld", exact=True).click()
    page.wait_for_url("**/thanks/")
    looked_at(page, f"sign_up_thanks_{width}", pictures)


def begin(page: Page, stack: Stack, link: str) -> None:
    """A password by the link of the letter, then the second step, as everybody who is new."""
    page.goto(link)
    for field in page.locator("main input[type=password]").all():
        field.fill(PASSWORD)
    page.get_by_role("button", name="Gem adgangskoden").click()
    page.wait_for_load_state()
    page.goto(f"{stack.address}/accounts/login/")
    page.get_by_label("E-mail").fill(DOCTOR)
    page.get_by_label("Adgangskode", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Log ind", exact=True).click()
    page.wait_for_url("**/second-factor/set-up/")
    page.locator("main a.button-quiet").click()
    page.locator("#id_code").fill(present_code(page.locator("code.key").inner_text()))
    page.locator("main form button").click()
    expect(page.locator(".codes li")).to_have_count(10)
