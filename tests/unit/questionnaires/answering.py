"""A small questionnaire with every type of question, and people who have a link to it."""

from dataclasses import dataclass
from datetime import timedelta

from django.test import Client
from django.urls import reverse

from cohort.common import clock
from cohort.members.actions import links
from cohort.members.models import Participant, PersonalLink
from questionnaires.actions import load
from questionnaires.models import Assignment
from tests import factories

EVERYTHING = """
slug: everything
kind: patient
title: {da: Din uge, en: Your week}
intro: {da: Et par korte spørgsmål., en: A few short questions.}
sections:
  - id: first
    title: {da: Arbejde, en: Work}
    pages:
      - id: work
        items:
          - {id: works, type: boolean, label: {da: "Arbejder", en: "Works"},
             text: {da: "Arbejder du?", en: "Do you work?"}}
          - {id: hurts, type: scale, min: 0, max: 10, dont_know: true, label: {da: "Smerte", en: "Pain"},
             text: {da: "Hvor ondt gør det?", en: "How much does it hurt?"},
             help: {da: "Tænk på i dag.", en: "Think of today."},
             ends: {low: {da: Slet ikke, en: Not at all}, high: {da: Værst, en: Worst}}}
      - id: job
        items:
          - {id: job, type: text, max_length: 20, label: {da: "Job", en: "Job"},
             text: {da: "Hvad laver du?", en: "What do you do?"},
             enable_when: {all: [{item: works, operator: "=", answer: true}]}}
  - id: second
    title: {da: Ryggen, en: The back}
    pages:
      - id: back
        items:
          - {id: where, type: choice, label: {da: "Sted", en: "Place"}, text: {da: "Hvor?", en: "Where?"},
             options: [{code: low, label: {da: "Lænden", en: "Low back"}},
                       {code: other, label: {da: "Andet", en: "Other"}}]}
          - {id: where_text, type: text, max_length: 200, label: {da: "Andet sted", en: "Other place"},
             text: {da: "Hvor ellers?", en: "Where else?"},
             enable_when: {all: [{item: where, operator: "=", answer: other}]}}
          - {id: helps, type: multi, dont_know: true, label: {da: "Hjælper", en: "Helps"},
             text: {da: "Hvad hjælper?", en: "What helps?"},
             options: [{code: walk, label: {da: "At gå", en: "Walking"}},
                       {code: rest, label: {da: "Hvile", en: "Rest"}},
                       {code: none, label: {da: "Intet", en: "Nothing"}, exclusive: true}]}
      - id: numbers
        items:
          - {id: days, type: integer, min: 0, max: 28, dont_know: true, label: {da: "Dage", en: "Days"},
             text: {da: "Hvor mange dage?", en: "How many days?"},
             unit: {da: "dage", en: "days"}}
          - {id: weight, type: decimal, min: 20, max: 300, label: {da: "Vægt", en: "Weight"},
             text: {da: "Hvad vejer du?", en: "What do you weigh?"}}
          - {id: since, type: date, label: {da: "Siden", en: "Since"},
             text: {da: "Siden hvornår?", en: "Since when?"}}
          - {id: talk, type: boolean, tick: true, label: {da: "Tal", en: "Talk"},
             text: {da: "Jeg vil tale om det", en: "I want to talk"}}
"""
PLAN = """
slug: short
name: {da: Kort, en: Short}
waves:
  - {slug: start, name: {da: Start, en: Start}, instruments: [everything],
     offset_days: 0, window_days: 28, reminder_days: [0, 4]}
"""
ALL = {
    "works": True,
    "hurts": 7,
    "job": "Tømrer",
    "where": "low",
    "helps": ["walk"],
    "days": 3,
    "weight": 71.5,
    "since": "2026-05-01",
    "talk": True,
}


@dataclass
class Person:
    """Somebody who takes part, with the link from the clinician's screen."""

    participant: Participant
    token: str
    client: Client

    @property
    def assignment(self) -> Assignment:
        return Assignment.objects.select_related("response", "version__instrument", "participant").get(
            participant=self.participant, diary__isnull=True
        )

    @property
    def answers(self) -> dict[str, object]:
        response = self.assignment.response
        return response.answers if response else {}

    def url(self, name: str, *parts: str) -> str:
        return reverse(f"questionnaires:{name}", args=[self.token, *parts])

    def get(self, name: str, *parts: str, **headers: str):  # type: ignore[no-untyped-def]
        return self.client.get(self.url(name, *parts), headers=headers or None)

    def send(self, page: str, shown: str, **fields: object):  # type: ignore[no-untyped-def]
        """The page's form with `shown` naming the questions that stood open."""
        url = self.url("answer_page", page)
        return self.client.post(url, {"shown": shown.split(), "go": "next", **fields})

    def patch(self, body: object):  # type: ignore[no-untyped-def]
        return self.client.patch(self.url("save_answer"), body, content_type="application/json")

    def answer_link(self) -> str:
        """The token of a link as it stands in an invitation."""
        return links.issue(
            participant=self.participant,
            purpose=PersonalLink.Purpose.ANSWER,
            about=str(self.assignment.uuid),
            expires_at=clock.now() + timedelta(days=60),
            by="system:test",
        )


def person(*, language: str = "da", consents: bool = True, instrument: str | None = None) -> Person:
    """Enrolled now; with consent the questionnaire is open: the one above, or another that has its name."""
    load.load(instrument or EVERYTHING, by="system:test")
    load.load_plan(PLAN, by="system:test")
    enrolled = factories.enrolled(by=factories.staff(of=factories.practice()), language=language)
    if consents:
        factories.consenting(enrolled.participant)
    return Person(enrolled.participant, enrolled.invitation.token, Client())
