"""People whose answers can be released, made with plain rows: what counts here is what stands in the tables."""

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from cohort.accounts.models import Role, User
from cohort.common import clock
from cohort.exports.actions import build, request
from cohort.exports.models import Release
from cohort.members.models import (
    ConsentDecision,
    ConsentText,
    ContactDetails,
    Participant,
    Practice,
    Region,
    Scope,
)
from questionnaires.actions import load
from questionnaires.models import Assignment, Occasion, Plan, Response, Score, Version, Wave
from tests import factories

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)

CHECKUP = """
slug: checkup
kind: patient
title: {da: Tjek, en: Check-up}
intro: {da: Kort., en: Short.}
sections:
  - id: main
    title: {da: Hoved, en: Main}
    pages:
      - id: first
        items:
          - {id: worried, type: boolean, source: own,
             label: {da: "=Bekymret", en: Worried}, text: {da: Er du bekymret, en: Are you worried}}
          - {id: pain, type: scale, min: 0, max: 10, source: own, unit: {da: point, en: points},
             ends: {low: {da: Ingen, en: None}, high: {da: Værst, en: Worst}},
             label: {da: Smerte, en: Pain}, text: {da: Hvor ondt, en: How much pain}}
          - {id: weight, type: decimal, min: 20, max: 300, source: own,
             label: {da: Vægt, en: Weight}, text: {da: Hvad vejer du, en: What do you weigh}}
          - {id: work, type: choice, source: own, stable: true, label: {da: Arbejde, en: Work},
             text: {da: Arbejder du, en: Do you work},
             options: [{code: job, label: {da: Ja, en: "Yes"}}, {code: none, label: {da: Nej, en: "No"}}]}
          - {id: place, type: multi, source: own, label: {da: Sted, en: Place},
             text: {da: Hvor, en: Where},
             options: [{code: low, label: {da: Lænd, en: Low back}}, {code: leg, label: {da: Ben, en: Leg}}]}
          - {id: since, type: date, source: own, label: {da: Siden, en: Since}, text: {da: Siden, en: Since}}
          - {id: remark, type: text, max_length: 500, source: own,
             label: {da: Bemærkning, en: Remark}, text: {da: Andet, en: Anything else}}
          - {id: workplace, type: choice, privacy: identifying, source: own,
             label: {da: Arbejdsplads, en: Workplace}, text: {da: Hvor arbejder du, en: Where do you work},
             options: [{code: canaryworks, label: {da: A, en: A}}, {code: other, label: {da: B, en: B}}]}
"""
VISIT = """
slug: visit
kind: clinician
title: {da: Besøg, en: Visit}
intro: {da: Kort., en: Short.}
sections:
  - id: main
    title: {da: Hoved, en: Main}
    pages:
      - id: first
        items:
          - {id: examined, type: boolean, tick: true, source: own,
             label: {da: Undersøgt, en: Examined}, text: {da: Undersøgt, en: Examined}}
"""


@dataclass
class Cohort:
    """What a test needs to fill the tables."""

    checkup: Version
    visit: Version
    practice: Practice
    doctor: User
    researcher: User
    wave: Wave
    text: ConsentText
    made: list[Participant] = field(default_factory=list)

    def participant(self, name: str = "Grethe Lyngsøe", **no: bool) -> Participant:
        """Somebody with contact details who says yes to every scope but those given as False."""
        one = Participant.objects.create(
            practice=self.practice, birth_year=1953, enrolled_at=NOON, enrolled_by=self.doctor
        )
        ContactDetails.objects.create(
            participant=one,
            name=name,
            birth_date=date(1953, 4, 17).isoformat(),
            email=f"canary-{one.pk}@mail.example",
            mobile=f"+45207{one.pk:05d}",
        )
        for scope in Scope:
            self.decides(one, scope, no.get(scope.value, True), NOON)
        self.made.append(one)
        return one

    def decides(self, participant: Participant, scope: Scope, granted: bool, at: datetime) -> None:
        ConsentDecision.objects.create(
            participant=participant, text=self.text, scope=scope, granted=granted, language="da", decided_at=at
        )

    def answers(self, participant: Participant, answers: dict[str, object], **options: object) -> Response:
        """A submitted response of the participant at baseline, or a doctor's with `version=visit`."""
        version = options.get("version", self.checkup)
        by_doctor = version is self.visit
        at = options.get("at", NOON + timedelta(minutes=5))
        response = Response.objects.create(
            version=version,
            answers=answers,
            trail=options.get("trail", {}),
            started_at=NOON,
            saved_at=at,
            submitted_at=at,
        )
        occasion = None
        if not by_doctor:
            occasion, _ = Occasion.objects.get_or_create(
                participant=participant,
                wave=self.wave,
                defaults={"opens_at": NOON, "closes_at": NOON + timedelta(days=28)},
            )
        Assignment.objects.create(
            participant=participant,
            occasion=occasion,
            version=version,
            respondent="clinician" if by_doctor else "participant",
            answered_by=self.doctor if by_doctor else None,
            response=response,
            state=Assignment.State.SUBMITTED,
            opens_at=NOON,
            closes_at=NOON + timedelta(days=28),
        )
        return response

    def score(self, response: Response, **values: object) -> Score:
        return Score.objects.create(
            response=response, **({"name": "pain", "value": 7, "rule": "pain-1", "answered": 1} | values)
        )

    def release(self) -> Release:
        """A release asked for and built, as a worker does it."""
        release = request.request(reason="A question about pain", by=self.researcher)
        assert build.build_next()
        release.refresh_from_db()
        return release


@pytest.fixture
def files(settings: object, tmp_path: Path) -> Path:
    """An own FILES_DIR."""
    settings.FILES_DIR = tmp_path  # type: ignore[attr-defined]
    return tmp_path


@pytest.fixture
def at_noon() -> Iterator[None]:
    with clock.use(lambda: NOON + timedelta(days=1)):
        yield


@pytest.fixture
def cohort(transactional_db: None, files: Path, at_noon: None) -> Cohort:
    """Two instruments, one practice, a doctor and a researcher. The database is this test's own."""
    region = Region.objects.create(name="Region Nord", starts_on=date(2007, 1, 1))
    practice = Practice.objects.create(name="Lægerne Torvet", provider_number="012345", region=region)
    checkup = load.load(CHECKUP, by="system:test")
    visit = load.load(VISIT, by="system:test")
    assert checkup
    assert visit
    plan = Plan.objects.create(slug="test", number=1, checksum="0" * 64)
    wave = Wave.objects.create(
        plan=plan, slug="baseline", name={"da": "Start", "en": "Start"}, offset_days=0, window_days=28
    )
    text, _ = ConsentText.objects.get_or_create(
        number=99, defaults={"valid_from": date(1999, 1, 1), "content": {}, "checksum": "0" * 64}
    )
    return Cohort(
        checkup=checkup,
        visit=visit,
        practice=practice,
        doctor=factories.staff(Role.CLINICIAN, of=practice, name="Doctor Canary"),
        researcher=factories.staff(Role.RESEARCHER, name="Researcher Canary"),
        wave=wave,
        text=text,
    )


def read_zip(release: Release) -> dict[str, bytes]:
    """Name → bytes of every file in a release."""
    with zipfile.ZipFile(release.path) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}
