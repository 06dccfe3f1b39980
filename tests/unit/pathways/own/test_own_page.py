"""A participant's own page: everything that is theirs, nothing of anybody else's, and choices that act at once."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client

from cohort.accounts.models import User
from cohort.audit.models import Entry
from cohort.common import clock
from cohort.members.actions import links
from cohort.members.models import ConsentText, Participant, PersonalLink, Scope
from pathways.reading.participant import read
from questionnaires.models import Assignment
from tests import factories
from tests.signing import sign_in
from tests.unit.members import own
from tests.unit.pathways.conftest import BASELINE, Now, hand_in


@pytest.fixture
def grethe(now: Now, doctor: User) -> Participant:
    """Consents to all but sharing with the doctor."""
    enrolled = factories.enrolled(by=doctor, email="grethe@test.example", mobile=own.MOBILE)
    return factories.consenting(enrolled.participant, share=False)


@pytest.fixture
def browser(grethe: Participant) -> Client:
    return own.signed_in(grethe)


def page(browser: Client, path: str = "/mine/") -> str:
    answer = browser.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def choose(browser: Client, scope: Scope, choice: str) -> str:
    number = ConsentText.objects.valid_on(clock.today()).number
    sent = browser.post("/mine/choices/", {"text": number, scope.value: choice}, follow=True)
    return str(sent.content.decode())


def first(participant: Participant) -> Assignment:
    return Assignment.objects.open_at(clock.now()).filter(participant=participant).order_by("pk")[0]


def test_own_answers_are_drawn_and_told_even_when_not_shared(browser: Client, grethe: Participant, now: Now) -> None:
    assert "Grethe" in page(browser)
    hand_in(grethe, "baseline_a", BASELINE, now)
    text = page(browser)
    assert "<svg" in text
    assert "7/10" in text
    assert not read(grethe).answered  # the doctor sees none of it
    assert read(grethe, for_themselves=True).answered


def test_every_answer_of_all_zones_can_be_read_again(browser: Client, grethe: Participant, now: Now) -> None:
    hand_in(grethe, "baseline_a", BASELINE, now)
    done = Assignment.objects.get(participant=grethe, state="submitted")
    text = page(browser, f"/mine/answers/{done.uuid}/")
    assert "Må jeg løbe igen?" in text
    zones = {item.zone for item in done.version.definition.items if item.id in BASELINE}
    shown = [item for item in done.version.definition.items if item.id in BASELINE]
    assert all((item.text or item.label).within("da") in text.replace("&#x27;", "'") for item in shown), zones
    assert "<input" not in text.split("<main")[1].split("</main")[0]


def test_dont_know_and_rather_not_say_are_read_apart(browser: Client, grethe: Participant, now: Now) -> None:
    reasons = {"pain_days_4w": {"missing": "d"}, "work_now": {"missing": "p"}}
    hand_in(grethe, "baseline_a", BASELINE | reasons, now)
    done = Assignment.objects.get(participant=grethe, state="submitted")
    text = page(browser, f"/mine/answers/{done.uuid}/")
    assert (text.count("Ved ikke"), text.count("Vil helst ikke svare")) == (1, 1)


def test_nobody_elses_and_nothing_unfinished_can_be_read(
    browser: Client, grethe: Participant, doctor: User, now: Now
) -> None:
    other = factories.consenting(factories.enrolled(by=doctor).participant)
    hand_in(other, "baseline_a", BASELINE, now)
    theirs = Assignment.objects.get(participant=other, state="submitted")
    for uuid in (theirs.uuid, first(grethe).uuid, uuid4()):
        assert browser.get(f"/mine/answers/{uuid}/").status_code == 404
    assert browser.post(f"/mine/questions/{theirs.uuid}/").status_code == 404


def test_an_open_questionnaire_is_taken_up_beside_the_link_in_the_letter(browser: Client, grethe: Participant) -> None:
    assignment = first(grethe)
    mailed = links.issue(
        participant=grethe,
        purpose=PersonalLink.Purpose.ANSWER,
        about=str(assignment.uuid),
        expires_at=assignment.closes_at,
        by="system:test",
    )
    assert f"/mine/questions/{assignment.uuid}/" in page(browser)
    taken = browser.post(f"/mine/questions/{assignment.uuid}/").headers["Location"]
    title = assignment.version.definition.title.within("da")
    for address in (taken, f"/q/{mailed}/"):
        answer = browser.get(address)
        assert answer.status_code == 200
        assert title in answer.content.decode()
    with clock.use(lambda: assignment.opens_at + timedelta(days=2)):
        assert Client().get(taken).status_code == 410
        assert Client().get(f"/q/{mailed}/").status_code == 200


@pytest.mark.covers("R21")
def test_a_choice_acts_at_once_and_back(browser: Client, grethe: Participant, now: Now) -> None:
    now.pass_days(0.001)
    choose(browser, Scope.SHARE, "yes")
    assert grethe.allows(Scope.SHARE)
    now.pass_days(0.001)
    text = choose(browser, Scope.QUESTIONNAIRES, "no")
    assert not grethe.allows(Scope.QUESTIONNAIRES)
    assert "/mine/questions/" not in text
    assert browser.post(f"/mine/questions/{first(grethe).uuid}/").status_code == 404
    now.pass_days(0.001)
    choose(browser, Scope.QUESTIONNAIRES, "yes")
    assert "/mine/questions/" in page(browser)
    decided = grethe.decisions.filter(scope="questionnaires").order_by("pk").values_list("granted", flat=True)
    assert list(decided) == [True, False, True]
    assert Entry.objects.filter(action="consent.decided", actor=grethe.actor).count() == 4


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"text": "1"},
        {"text": "99", "share": "yes"},
        {"text": "1", "share": "maybe"},
        {"text": "1", "everything": "yes"},
        {"text": "1", "share": "yes", "diary": "no"},
    ],
)
def test_anything_but_one_choice_of_the_text_in_force_changes_nothing(
    browser: Client, grethe: Participant, sent: dict[str, str]
) -> None:
    before = grethe.decided()
    assert browser.post("/mine/choices/", sent).status_code == 302
    assert grethe.decided() == before


@pytest.mark.parametrize(("sent", "chosen"), [(["no", "yes"], True), (["yes", "no"], False)])
def test_of_a_choice_sent_twice_the_last_counts(
    browser: Client, grethe: Participant, now: Now, sent: list[str], chosen: bool
) -> None:
    now.pass_days(0.001)
    assert browser.post("/mine/choices/", {"text": "1", "share": sent}).status_code == 302
    assert grethe.allows(Scope.SHARE) is chosen


def test_contact_details_are_shown_and_corrected(browser: Client, grethe: Participant) -> None:
    assert "grethe@test.example" in page(browser)
    form = {"name": "Grethe Holm", "email": "holm@test.example", "mobile": "20 30 40 50"}
    assert browser.post("/mine/contact/", form).headers["Location"] == "/mine/"
    text = page(browser)
    assert "holm@test.example" in text
    assert "grethe@test.example" not in text
    for wrong in ({"name": ""}, {"email": "nobody"}, {"mobile": "1"}, {"email": "", "mobile": ""}):
        refused = browser.post("/mine/contact/", form | wrong)
        assert refused.status_code == 422
        assert 'role="alert"' in refused.content.decode()


def test_who_has_looked_is_told_by_role_practice_time_and_reason_and_never_by_name(
    browser: Client, client: Client, doctor: User, grethe: Participant, now: Now
) -> None:
    now.pass_days(0.5)
    sign_in(client, doctor).get(f"/participants/{grethe.study_number}/")
    now.pass_days(-0.5)
    text = page(browser)
    looks = text.split('id="looks"')[1].split("</section>")[0]
    lines = [re.findall(r">([^<>]+)<", line) for line in re.findall(r"<li>.*?</li>", looks, re.DOTALL)]
    who = "Læge, Lægehuset Nørregade"
    assert lines == [
        ["14.05.2026 22:00", who, "Åbnede siden om dig, for at hjælpe dig"],
        ["14.05.2026 10:00", who, "Tilmeldte dig"],
    ]
    assert doctor.name not in text
    assert doctor.email not in text
    assert doctor.actor not in text


def test_looking_at_ones_own_page_is_audited_as_ones_own(browser: Client, grethe: Participant) -> None:
    page(browser)
    entry = Entry.objects.get(action="own_page.read")
    assert (entry.actor, entry.subject, entry.purpose, entry.detail) == (
        grethe.actor,
        grethe.actor,
        "own",
        {"part": "page"},
    )


@pytest.mark.parametrize("path", ["/mine/", "/mine/contact/", "/mine/answers/741ca8dc-886a-49c6-ac5f-42c2ed805fca/"])
def test_without_a_code_the_page_leads_to_where_one_is_found(db: None, path: str) -> None:
    answer = Client().get(path)
    assert (answer.status_code, answer.headers["Location"]) == (302, "/mine/find/")
    assert answer.headers["Referrer-Policy"] == "no-referrer"


def test_a_link_opens_none_of_it(grethe: Participant, now: Now) -> None:
    hand_in(grethe, "baseline_a", BASELINE, now)
    token = own.link(grethe, purpose=PersonalLink.Purpose.START)
    for path in (f"/mine/{token}/", f"/q/{token}/", f"/q/{token}/received/"):
        text = Client().get(path).content.decode()
        for secret in ("Lyngsøe", "Grethe", "test.example", "Må jeg løbe", "20304050", grethe.study_number):
            assert secret not in text
