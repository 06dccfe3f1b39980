"""What seldom changes is shown as it was answered before, and is an answer of today once it is confirmed."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from cohort.common import clock
from cohort.members.actions import links
from cohort.members.models import Participant, PersonalLink
from questionnaires.actions import load
from questionnaires.models import Assignment, Response
from tests import factories
from tests.unit.questionnaires.answering import Person

FACTS = """
slug: {slug}
kind: patient
title: {{da: Om dig, en: About you}}
intro: {{da: Kort., en: Short.}}
sections:
  - id: only
    title: {{da: Om dig, en: About you}}
    pages:
      - id: facts
        items:
          - {{id: work, type: choice, {stable}label: {{da: Arbejde, en: Work}},
             text: {{da: "Dit arbejde?", en: "Work?"}},
             options: [{{code: sit, label: {{da: Sidder, en: Sitting}}}},
                       {{code: lift, label: {{da: Løfter, en: Lifting}}}}]}}
          - {{id: operated, type: boolean, {stable}label: {{da: Opereret, en: Operated}},
             text: {{da: "Er du opereret?", en: "Operated?"}}}}
          - {{id: year, type: integer, min: 1940, max: 2100, {stable}label: {{da: År, en: Year}},
             text: {{da: "Hvilket år?", en: "Which year?"}},
             enable_when: {{all: [{{item: operated, operator: "=", answer: true}}]}}}}
          - {{id: good, type: text, max_length: 40, {stable}label: {{da: Godt, en: Good}},
             text: {{da: "Hvad er godt?", en: "What is good?"}}}}
          - {{id: ill, type: multi, {stable}label: {{da: Sygdom, en: Illness}}, text: {{da: "Syg?", en: "Ill?"}},
             options: [{{code: heart, label: {{da: Hjertet, en: Heart}}}},
                       {{code: lungs, label: {{da: Lunger, en: Lungs}}}}]}}
      - id: today
        items:
          - {{id: hurts, type: boolean, label: {{da: Smerte, en: Pain}}, text: {{da: "Ondt?", en: "Pain?"}}}}
"""
SAID = "Sådan svarede du sidst."


@dataclass
class Wave:
    """One questionnaire of a participant, with a link to it."""

    assignment: Assignment
    token: str
    client: Client

    def url(self, name: str, *parts: str) -> str:
        return reverse(f"questionnaires:{name}", args=[self.token, *parts])

    def page(self, key: str = "facts") -> str:
        answered = self.client.get(self.url("answer_page", key))
        assert answered.status_code == 200
        return answered.content.decode()

    def send(self, *shown: str, **fields: object):  # type: ignore[no-untyped-def]
        sent = {"shown": shown, "go": "next", **fields}
        return self.client.post(self.url("answer_page", "facts"), sent)

    @property
    def response(self) -> Response:
        return Response.objects.get(assignment=self.assignment)


def wave(participant: Participant, slug: str, *, stable: bool = True) -> Wave:
    text = FACTS.format(slug=slug, stable="stable: true, " if stable else "")
    version = load.load(text, by="system:test")
    now = clock.now()
    assignment = Assignment.objects.create(
        participant=participant,
        version=version,
        opens_at=now - timedelta(days=1),
        closes_at=now + timedelta(days=20),
    )
    token = links.issue(
        participant=participant,
        purpose=PersonalLink.Purpose.ANSWER,
        about=str(assignment.uuid),
        expires_at=now + timedelta(days=20),
        by="system:test",
    )
    return Wave(assignment, token, Client())


def handed_in(
    participant: Participant, slug: str, answers: dict[str, object], at: datetime | None = None
) -> Assignment:
    at = at or clock.now() - timedelta(days=90)
    made = wave(participant, slug).assignment
    made.response = Response.objects.create(
        version=made.version, answers=answers, started_at=at, saved_at=at, submitted_at=at
    )
    made.state = Assignment.State.SUBMITTED
    made.save(update_fields=["response", "state"])
    return made


BEFORE = {"work": "lift", "operated": True, "year": 2011, "good": "At <cykle>", "ill": ["heart"], "hurts": True}


@pytest.fixture
def later(person: Person) -> Wave:
    handed_in(person.participant, "before", BEFORE)
    return wave(person.participant, "after")


def test_a_stable_fact_is_shown_as_it_was_answered_before(later: Wave) -> None:
    text = later.page()
    assert 'value="lift" checked' in text
    assert 'value="true" checked' in text
    assert 'value="At &lt;cykle&gt;"' in text
    assert 'value="heart" checked' in text
    assert text.count(SAID) == 5  # the year's too, which is not shown yet
    assert text.count("data-earlier-note") == 5
    assert "checked" not in later.page("today")


def test_opening_a_page_stores_nothing(later: Wave) -> None:
    later.page()
    later.assignment.refresh_from_db()
    assert later.assignment.response_id is None


@pytest.mark.covers("R65")
def test_sending_the_page_confirms_what_was_left_and_says_so_in_the_trail(later: Wave) -> None:
    later.send("work", "operated", "good", "ill", work="lift", operated="false", good="At <cykle>", ill=["heart"])
    assert later.response.answers == {"work": "lift", "operated": False, "good": "At <cykle>", "ill": ["heart"]}
    origins = {name: step.get("from") for name, step in later.response.trail.items()}
    assert origins == {"work": "earlier", "operated": None, "good": "earlier", "ill": "earlier"}


def test_a_confirmed_answer_brings_up_its_questions_with_their_own_proposals(later: Wave) -> None:
    assert later.page().count(" hidden disabled>") == 1
    sent = later.send("work", "operated", "good", "ill", work="lift", operated="true", good="Gå", ill=["heart"])
    assert sent.url == later.url("answer_page", "facts")
    text = later.page()
    assert " hidden disabled>" not in text
    assert 'name="year" value="2011"' in text
    assert text.count(SAID) == 1


def test_what_was_confirmed_stays_so_when_the_page_is_sent_again(later: Wave) -> None:
    for _time in range(2):
        later.send("work", "operated", work="lift", operated="true")
    assert later.response.trail["work"]["from"] == "earlier"
    later.send("work", work="sit")
    later.send("work", work="lift")
    assert "from" not in later.response.trail["work"]


def test_what_is_saved_by_itself_was_changed(later: Wave) -> None:
    body = {"answers": {"work": "sit"}, "seconds": {"work": 4}}
    later.client.patch(later.url("save_answer"), body, content_type="application/json")
    assert later.response.answers == {"work": "sit"}
    later.send("work", work="sit")
    step = later.response.trail["work"]
    assert step["s"] == 4
    assert "from" not in step


def test_what_was_emptied_is_not_proposed_again(later: Wave) -> None:
    later.send("work", "good", "ill", work="lift", good="")
    assert later.response.answers == {"work": "lift", "good": {"missing": "s"}, "ill": {"missing": "s"}}
    text = later.page()
    assert "cykle" not in text
    assert 'value="heart" checked' not in text


def test_the_latest_answer_counts_and_a_skipped_one_is_none(person: Person) -> None:
    for days, answers in (
        (200, {"work": "lift", "good": "Gå", "operated": True}),
        (100, {"work": "sit", "good": {"missing": "s"}, "operated": {"missing": "p"}}),
    ):
        handed_in(person.participant, f"before_{days}", answers, clock.now() - timedelta(days=days))
    text = wave(person.participant, "after").page()
    assert 'value="sit" checked' in text
    assert 'value="Gå"' in text
    assert 'value="true" checked' not in text  # said since: would rather not say


def test_what_is_not_handed_in_or_somebody_elses_is_not_shown(person: Person) -> None:
    wave(person.participant, "begun").send("work", work="lift")
    stranger = factories.enrolled(by=factories.staff(of=factories.practice("Lægerne Torvet")), name="Ib Fjord")
    handed_in(factories.consenting(stranger.participant), "strangers", BEFORE)
    assert SAID not in wave(person.participant, "after").page()


def test_a_wrong_value_leaves_the_other_proposals_confirmed(later: Wave) -> None:
    sent = later.send("work", "operated", "year", work="lift", operated="true", year="99")
    assert sent.status_code == 422
    assert later.response.answers == {"work": "lift", "operated": True}
    assert 'name="year" value="99"' in sent.content.decode()


def test_proposals_cost_one_statement_each_way_and_nothing_without_stable_items(
    later: Wave, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    later.send("work", work="lift")
    with django_assert_num_queries(2):
        later.page()
    with django_assert_num_queries(1):
        later.page("today")
    with django_assert_num_queries(4):
        later.send("work", "good", work="lift", good="Gå")
    anew = wave(later.assignment.participant, "anew", stable=False)
    anew.send("work", work="lift")
    with django_assert_num_queries(1):
        assert SAID not in anew.page()
    with django_assert_num_queries(3):
        anew.send("work", work="sit")
