"""A short plan of two waves, and people who follow it."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from questionnaires.actions import load
from questionnaires.models import Plan

COPENHAGEN = ZoneInfo("Europe/Copenhagen")

INSTRUMENT = """
slug: {slug}
kind: patient
number: {number}
title: {{da: Titel, en: Title}}
intro: {{da: Tekst, en: Text}}
sections:
  - id: only
    title: {{da: Titel, en: Title}}
    pages:
      - id: page
        items:
          - {{id: well, type: boolean, label: {{da: Vel, en: Well}},
             text: {{da: "Har du det godt?", en: "Are you well?"}}}}
"""
PLAN = """
slug: two_waves
name: {da: Plan, en: Plan}
waves:
  - slug: start
    name: {da: Start, en: Start}
    instruments: [first_one, second_one]
    offset_days: 0
    window_days: 28
    reminder_days: [0, 4, 9, 16]
  - slug: later
    name: {da: Senere, en: Later}
    instruments: [later_one, not_written]
    offset_days: 14
    window_days: 28
    reminder_days: [0, 4, 9, 16, 20]
"""


def written(slug: str, number: int = 1) -> str:
    return INSTRUMENT.format(slug=slug, number=number)


def local(month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
    """A moment of 2026 on the clocks of Copenhagen."""
    return datetime(2026, month, day, hour, minute, tzinfo=COPENHAGEN)


@pytest.fixture
def plan(db: None) -> Plan:
    for slug in ("first_one", "second_one", "later_one"):
        load.load(written(slug), by="user:1")
    made = load.load_plan(PLAN, by="user:1")
    assert made is not None
    return made
