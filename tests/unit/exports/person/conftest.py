"""Somebody whose name, address and words can be recognised wherever they stand."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
import pytest_django
from django.apps import apps
from django.db import connection

from cohort.accounts.models import User
from cohort.common import clock
from cohort.common.sealing import open_bytes
from cohort.members.models import Participant, PersonalLink
from cohort.outbox.models import Message
from pathways.actions import record, summaries
from pathways.models import Summary
from questionnaires.actions import answers
from questionnaires.actions.diary import keeping
from questionnaires.models import Assignment, Response, Score, Version
from tests import factories

START = datetime(2026, 3, 2, 9, tzinfo=UTC)
NAME, EMAIL, MOBILE = "Canary Kanariefugl", "canary.kanariefugl@test.example", "+4555443322"
WORDS = "kanariefuglens egne ord"
CANARIES = ("kanariefugl", "55443322")


class Moving:
    """A clock that a test moves."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at

    def move(self, by: timedelta) -> None:
        self.at += by


@pytest.fixture
def now() -> Iterator[Moving]:
    moving = Moving(START)
    with clock.use(moving):
        yield moving


@pytest.fixture
def doctor(db: None, settings: pytest_django.Settings, tmp_path: Path) -> User:
    settings.FILES_DIR = tmp_path
    settings.ERASURES_LIST = tmp_path / "apart" / "erasures.txt"
    return factories.staff(of=factories.practice())


def whole(doctor: User, **contact: str) -> Participant:
    """A participant with something in every table: consents, links, answers, scores, a record, a print, mail."""
    details: dict[str, Any] = {"name": NAME, "email": EMAIL, "mobile": MOBILE} | contact
    participant = factories.consenting(factories.enrolled(by=doctor, **details).participant)
    baseline = Assignment.objects.get(participant=participant, version__instrument__slug="baseline_a")
    patch = {"pain_back_nrs": 6, "gp_question": WORDS, "pain_sites": ["neck"], "pain_days_4w": {"missing": "d"}}
    answers.save(assignment=baseline, patch=patch, now=clock.now(), how=answers.Manner("da"))
    baseline.refresh_from_db()
    answers.submit(assignment=baseline, by=participant.actor)
    Score.objects.create(response=Response.objects.get(assignment=baseline), name="test", rule="test-1", answered=1)
    keeping.begin(participant=participant, slug="diary")
    version = Version.objects.current("gp_first")
    ticks = {"g_contact": "visit", "g_treat": ["physio"], "g_treat_day": "2026-03-01"}
    record.capture(participant=participant, version=version, form=uuid4(), answers=ticks, by=doctor)
    summary = summaries.request(participant=participant, audience=Summary.Audience.PATIENT, language="da", by=doctor)
    Summary.objects.filter(pk=summary.pk).update(state="ready", pdf=b"%PDF " + NAME.encode(), finished_at=clock.now())
    Message.objects.create(
        kind="reminder", recipient=participant.actor, about=str(uuid4()), sealed=f'{{"to": "{EMAIL}"}}'
    )
    assert PersonalLink.objects.filter(participant=participant).exists()
    return participant


def everything(folder: Path) -> str:
    """The text of every table, what is sealed opened, and of every file below the folder; in lower case."""
    found = []
    for model in apps.get_models():
        for row in model._base_manager.all().values_list():
            found.append(" ".join(_text(value) for value in row))
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key, value FROM cache")
        found += [f"{key} {value}" for key, value in cursor.fetchall()]
    found += [path.read_bytes().decode("utf-8", "replace") for path in folder.rglob("*") if path.is_file()]
    return "\n".join(found).lower()


def _text(value: object) -> str:
    if not isinstance(value, bytes | memoryview):
        return str(value)
    raw = bytes(value)
    try:
        return open_bytes(raw).decode("utf-8", "replace")
    except Exception:
        return raw.decode("utf-8", "replace")


def seen(folder: Path, *words: str) -> list[str]:
    """Which of the words stand anywhere."""
    text = everything(folder)
    return [word for word in words if word.lower() in text]
