"""Two practices with a participant each, committed, and connections of each role to look at them with raw SQL."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import psycopg
import pytest

from cohort.accounts.models import User
from cohort.members.models import Participant
from questionnaires.actions import answers
from tests import factories
from tests.plugins import databases
from tests.plugins.databases import Database


@dataclass(frozen=True)
class Side:
    """One practice: who works there, and a participant with something in every protected table."""

    clinician: User
    participant: Participant
    token: str


@dataclass(frozen=True)
class Two:
    database: Database
    here: Side
    there: Side

    @contextmanager
    def acting(self, role: str = "rygvej_app", **reach: object) -> Iterator[Callable[..., list[tuple[Any, ...]]]]:
        """Raw SQL as that role in one transaction that is rolled back, with `rygvej.<name>` set as given."""
        with psycopg.connect(self.database.url(role)) as connection:
            for name, value in reach.items():
                connection.execute("SELECT set_config(%s, %s, true)", [f"rygvej.{name}", str(value)])

            def run(query: str, *values: object) -> list[tuple[Any, ...]]:
                cursor = connection.execute(query.encode(), values)
                return cursor.fetchall() if cursor.description else [(cursor.rowcount,)]

            yield run
            connection.rollback()


@pytest.fixture(scope="module")
def two(django_test_environment: None, django_db_blocker: Any) -> Iterator[Two]:
    """Made once for a module: its tests look and are rolled back."""
    with databases.cloned() as database, databases.django_on(database), django_db_blocker.unblock():
        yield Two(database, _side("Lægehuset Nørregade"), _side("Lægerne ved Åen"))


def _side(name: str) -> Side:
    from uuid import uuid4

    from django.db import transaction

    from cohort.common import clock
    from cohort.members.actions import consent, links
    from cohort.members.models import ConsentText, Erasure, PersonalLink, SignInCode
    from pathways.actions import record, summaries
    from pathways.models import Summary
    from questionnaires.actions import staff_survey
    from questionnaires.actions.diary import entries, keeping
    from questionnaires.actions.diary.entries import Entry, Given
    from questionnaires.models import Score, Version
    from recruitment.actions import channels
    from recruitment.models import Claim, Workload

    with transaction.atomic():
        clinician = factories.staff(of=factories.practice(name))
        participant = factories.consenting(factories.enrolled(by=clinician).participant)
        assignment = participant.assignments.select_related("version").get(version__instrument__slug="baseline_a")
        now = clock.now()
        patch = {"pain_sites": ["neck"], "expect_3m": 8}
        answers.save(assignment=assignment, patch=patch, now=now, how=answers.Manner("da"))
        answers.submit(assignment=assignment, by=participant.actor)
        assignment.refresh_from_db()
        Claim.objects.create(
            participant=participant, practice=participant.practice, name="G", birth_date="1953-04-17", state="waiting"
        )
        consent.repeat(participant=participant, text=ConsentText.objects.latest("valid_from"), by=clinician)
        channels.count_opened(channel=participant.arrival.channel)
        Score.objects.create(response=assignment.response, name="test", value=1, rule="test-1", answered=1)
        version = Version.objects.current("gp_first")
        given = {"g_contact": "visit", "g_expect": "long"}
        record.capture(participant=participant, version=version, form=uuid4(), answers=given, by=clinician)
        summaries.request(participant=participant, audience=Summary.Audience.PATIENT, language="da", by=clinician)
        staff_survey.put_off(by=clinician)
        token = links.issue(
            participant=participant,
            purpose=PersonalLink.Purpose.ANSWER,
            about=str(assignment.uuid),
            expires_at=assignment.closes_at,
            by=clinician.actor,
        )
        lasts = {"issued_at": now, "expires_at": now + timedelta(minutes=10)}
        SignInCode.objects.create(participant=participant, channel="sms", digest="0" * 64, **lasts)
        diary = keeping.begin(participant=participant, slug="diary")
        today = Entry(clock.today(), {"d_pain": Given(40)})
        entries.save(diary=diary, entry=today, language="da", mode="diary", now=clock.now())
        Workload.objects.create(practice=participant.practice, measure="enrolled", count=1)
        Erasure.objects.create(study_number=participant.study_number, choice="keep", asked_by=participant.actor)
    return Side(clinician, participant, token)
