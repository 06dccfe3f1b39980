"""Retention: on schedule, once, counted; and nothing is touched where the operator has not said so."""

from collections.abc import Mapping
from datetime import timedelta

import pytest
import pytest_django
from django.contrib.sessions.models import Session
from django.core.management import call_command

from cohort.accounts.models import User
from cohort.audit.models import Entry
from cohort.config.schedule import beat_schedule
from cohort.exports import tasks
from cohort.exports.actions import retain
from cohort.members.actions import consent
from cohort.members.models import ConsentText, ContactDetails, Participant, PersonalLink, Scope, SignInCode
from cohort.outbox.models import Message
from pathways.models import Summary
from recruitment.actions import enrol
from tests import factories
from tests.unit.exports.person.conftest import START, Moving, whole

pytestmark = pytest.mark.django_db


@pytest.fixture
def canary(doctor: User, now: Moving) -> Participant:
    """Somebody with an open plan of a year, whose last message has gone."""
    participant = whole(doctor)
    SignInCode.objects.create(
        participant=participant,
        channel="sms",
        digest="0" * 64,
        issued_at=now(),
        expires_at=now() + timedelta(minutes=10),
    )
    Message.objects.filter(recipient=participant.actor).update(state="sent", settled_at=now(), sealed="")
    Session.objects.create(session_key="canary", session_data="", expire_date=now() + timedelta(hours=2))
    return participant


def removed(**expected: int) -> None:
    """Apply, and see that these tables lost so many rows, and none the second time."""
    assert found(retain.retain(apply=True)) == expected
    assert found(retain.retain(apply=True)) == {}


def found(counts: Mapping[str, int]) -> dict[str, int]:
    return {table: count for table, count in counts.items() if count}


@pytest.mark.covers("S35")
def test_each_goes_at_its_age_and_once(canary: Participant, now: Moving) -> None:
    assert found(retain.retain(apply=True)) == {}
    now.move(timedelta(hours=3))
    removed(django_session=1)
    now.move(timedelta(days=30))
    removed(members_signincode=1, pathways_summary=1, members_personallink=1)  # the code that was typed
    now.move(timedelta(days=30))
    removed(members_personallink=1)
    assert not PersonalLink.objects.exists()
    now.move(timedelta(days=305))
    removed(outbox_message=2)
    entry = Entry.objects.filter(action="retention.applied").order_by("pk")[0]
    assert (entry.subject, entry.actor) == ("retention", "system:worker")
    assert entry.detail["members_contactdetails"] == 0


def test_contact_details_go_a_year_after_the_last_contact(doctor: User, now: Moving) -> None:
    silent = factories.enrolled(by=doctor).participant
    decided = factories.enrolled(by=doctor).participant
    asked = factories.consenting(factories.enrolled(by=doctor).participant)
    PersonalLink.objects.all().delete()
    last = asked.assignments.latest("closes_at").closes_at
    text = ConsentText.objects.latest("number")
    now.move(timedelta(days=100))
    consent.decide(participant=decided, text=text, choices={Scope.RECONTACT: True}, language="da")
    now.move(timedelta(days=265) - timedelta(seconds=1))
    assert found(retain.retain(apply=True)) == {}
    now.move(timedelta(seconds=1))
    removed(members_contactdetails=1)
    assert not ContactDetails.objects.filter(participant=silent).exists()
    assert Participant.objects.filter(pk=silent.pk).exists()
    now.at = START + timedelta(days=465)
    removed(members_contactdetails=1)
    assert not ContactDetails.objects.filter(participant=decided).exists()
    now.at = last + timedelta(days=365) - timedelta(seconds=1)
    assert found(retain.retain(apply=True)) == {}
    now.move(timedelta(seconds=1))
    removed(members_contactdetails=1)


def test_a_link_that_was_removed_was_a_contact_all_the_same(doctor: User, now: Moving) -> None:
    """Its row goes weeks after it has expired; that somebody was written to counts for the whole year."""
    participant = factories.enrolled(by=doctor).participant
    now.move(timedelta(days=300))
    enrol.invite_again(participant=participant, by=doctor)
    now.move(timedelta(days=100))
    assert "members_personallink" in found(retain.retain(apply=True))
    assert not PersonalLink.objects.exists()
    assert ContactDetails.objects.filter(participant=participant).exists()
    now.move(timedelta(days=265))
    removed(members_contactdetails=1)


def test_dry_counts_and_touches_nothing(
    canary: Participant, now: Moving, settings: pytest_django.Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    now.move(timedelta(days=3650))
    before = {model: model._base_manager.count() for model in (ContactDetails, PersonalLink, Message, Summary)}
    settings.RETENTION = "dry"
    tasks.retain_what_is_wanted()
    call_command("retain")
    assert {model: model._base_manager.count() for model in before} == before
    counted = Entry.objects.filter(action="retention.counted")
    assert [entry.detail["members_contactdetails"] for entry in counted] == [1, 1]
    assert "1 members_contactdetails" in capsys.readouterr().out
    settings.RETENTION = "apply"
    tasks.retain_what_is_wanted()
    tasks.retain_what_is_wanted()
    assert not ContactDetails.objects.exists()
    applied = Entry.objects.filter(action="retention.applied").order_by("pk")
    assert [entry.detail["members_contactdetails"] for entry in applied] == [1, 0]


def test_it_runs_every_day_and_the_ages_are_settings(
    canary: Participant, now: Moving, settings: pytest_django.Settings
) -> None:
    assert beat_schedule(5)["exports.retain"]["schedule"] == 86_400
    settings.RETAIN_MESSAGE_DAYS = 7
    now.move(timedelta(days=7))
    assert retain.retain(apply=False)["outbox_message"] == 2
