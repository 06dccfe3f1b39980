"""What has changed since last time: for who has just sent, in the browser they sent from, and for nobody else."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from cohort.audit.models import Entry
from cohort.common import clock
from cohort.members.actions import links
from cohort.members.models import Participant, PersonalLink
from questionnaires.actions import load
from questionnaires.models import Assignment, Response, Version
from tests.unit.questionnaires.answering import Person

DAY = timedelta(days=1)


@pytest.fixture
def shipped(person: Person) -> Person:
    load.load_shipped(by="system:test")
    return person


def version(slug: str) -> Version:
    return Version.objects.filter(instrument__slug=slug).latest("number")


def handed_in(participant: Participant, slug: str, days: int, **answers: object) -> None:
    at = clock.now() - days * DAY
    response = Response.objects.create(
        version=version(slug), answers=answers, started_at=at, saved_at=at, submitted_at=at
    )
    Assignment.objects.create(
        participant=participant,
        version=response.version,
        response=response,
        state="submitted",
        opens_at=at - DAY,
        closes_at=at + DAY,
    )


class Later:
    """A questionnaire of today, answered and sent in a browser of its own."""

    def __init__(self, participant: Participant, slug: str, **answers: object) -> None:
        now = clock.now()
        self.assignment = Assignment.objects.create(
            participant=participant, version=version(slug), opens_at=now - DAY, closes_at=now + 20 * DAY
        )
        self.token = links.issue(
            participant=participant,
            purpose=PersonalLink.Purpose.ANSWER,
            about=str(self.assignment.uuid),
            expires_at=now + 20 * DAY,
            by="system:test",
        )
        self.client = Client()
        self.client.cookies["django_language"] = "en"
        self.client.patch(self.url("save_answer"), {"answers": answers}, content_type="application/json")

    def url(self, name: str) -> str:
        return reverse(f"questionnaires:{name}", args=[self.token])

    def sent(self) -> "Later":
        assert self.client.post(self.url("submit_answers")).status_code == 302
        return self

    def text(self, name: str = "show_change") -> str:
        answered = self.client.get(self.url(name))
        assert answered.status_code == 200
        return answered.content.decode()


def test_today_is_told_beside_last_time_and_the_start(shipped: Person) -> None:
    handed_in(shipped.participant, "baseline_a", 90, pain_back_nrs=8, work_now="working", sick_days_4w=3)
    handed_in(shipped.participant, "baseline_b", 85, impact_everyday=3)
    handed_in(shipped.participant, "week_2", 70, pain_back_nrs=5)
    today = {"pain_back_nrs": 4, "impact_everyday": 6, "work_now": "working", "sick_days_4w": 3}
    text = Later(shipped.participant, "month_3", **today).sent().text()
    assert "About the same as last time, and better than at the start." in text
    assert "Harder than last time." in text
    assert "About as many days as last time." in text
    assert text.count('class="change"') == text.count("<svg") == 3
    assert text.count("You are welcome to talk with your doctor") == 1
    assert "<td>4</td>" in text
    assert "At the start: 8" in text
    assert "Last time: 5" in text


def test_nothing_harder_needs_no_advice(shipped: Person) -> None:
    handed_in(shipped.participant, "baseline_a", 90, pain_back_nrs=8)
    text = Later(shipped.participant, "month_3", pain_back_nrs=4).sent().text()
    assert "Better than last time." in text
    assert "You are welcome to talk with your doctor" not in text


def test_the_first_time_says_when_the_next_one_comes(shipped: Person) -> None:
    soon = clock.now() + 14 * DAY
    for slug, opens in (("month_12b", soon - DAY), ("week_2", soon)):
        Assignment.objects.create(
            participant=shipped.participant, version=version(slug), opens_at=opens, closes_at=opens + DAY
        )
    text = Later(shipped.participant, "baseline_a", pain_back_nrs=4).sent().text()
    assert "nothing to compare with yet" in text
    assert f"It comes on {soon.day} " in text or f" {soon.day}, " in text
    assert "<svg" not in text


def test_the_thanks_offer_the_page_to_the_browser_that_sent(shipped: Person) -> None:
    later = Later(shipped.participant, "month_3", pain_back_nrs=4).sent()
    assert later.url("show_change") in later.text("show_received")
    later.client = Client()
    assert later.url("show_change") not in later.text("show_received")


def test_another_browser_with_the_same_link_is_led_to_the_thanks(shipped: Person) -> None:
    later = Later(shipped.participant, "month_3", pain_back_nrs=4).sent()
    elsewhere = Client()
    assert elsewhere.get(later.url("show_change")).url == later.url("show_received")  # type: ignore[attr-defined]
    elsewhere.cookies["just_sent"] = later.client.cookies["just_sent"].value + "x"
    assert elsewhere.get(later.url("show_change")).status_code == 302


def test_what_was_sent_of_one_questionnaire_opens_no_other(shipped: Person) -> None:
    first = Later(shipped.participant, "month_3", pain_back_nrs=4).sent()
    second = Later(shipped.participant, "month_6", pain_back_nrs=4).sent()
    second.client.cookies["just_sent"] = first.client.cookies["just_sent"].value
    assert second.client.get(second.url("show_change")).status_code == 302


def test_after_half_an_hour_it_is_over(shipped: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    later = Later(shipped.participant, "month_3", pain_back_nrs=4).sent()
    sent = clock.now()
    monkeypatch.setattr(clock, "now", lambda: sent + timedelta(minutes=29))
    later.text()
    monkeypatch.setattr(clock, "now", lambda: sent + timedelta(minutes=31))
    assert later.client.get(later.url("show_change")).status_code == 302


def test_the_cookie_ends_with_the_browser_and_no_script_reads_it(shipped: Person) -> None:
    cookie = Later(shipped.participant, "month_3", pain_back_nrs=4).sent().client.cookies["just_sent"]
    assert (cookie["max-age"], cookie["expires"], cookie["httponly"], cookie["samesite"]) == ("", "", True, "Lax")


def test_before_sending_there_is_nothing_to_see(shipped: Person) -> None:
    later = Later(shipped.participant, "month_3", pain_back_nrs=4)
    assert later.client.get(later.url("show_change")).url == later.url("open_questionnaire")


def test_the_look_is_audited_as_ones_own(shipped: Person) -> None:
    later = Later(shipped.participant, "month_3", pain_back_nrs=4).sent()
    later.text()
    entry = Entry.objects.get(action="own_change.read")
    actor = shipped.participant.actor
    assert (entry.actor, entry.subject, entry.purpose) == (actor, actor, "own")
