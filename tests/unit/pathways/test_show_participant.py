"""The doctor's page: now, the course, what to do; past the consent gate, in few queries, audited."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cohort.accounts.models import Role, User
from cohort.audit.models import Entry
from cohort.members.actions import consent
from cohort.members.models import ConsentText, Participant, Practice, Scope
from pathways.reading.participant import read
from questionnaires.definition.schema import Item
from tests import factories
from tests.signing import sign_in
from tests.unit.pathways.conftest import BASELINE, Now, hand_in
from tests.unit.pathways.test_record import TICKS

SCORES_SHOWN = [
    ("eq_vas", "", True),
    ("eq_vas", "eq_vas", False),
    ("rmdq", "rmdq_07", False),
    ("rmdq", "eq_vas", True),
    ("mood", "", False),  # a score whose items nobody named
]


def address(participant: Participant) -> str:
    return f"/participants/{participant.study_number}/"


@pytest.fixture
def answered(client: Client, grethe: Participant, now: Now) -> Participant:
    """Baseline answered, then the consultation, then the two-week questionnaire."""
    hand_in(grethe, "baseline_a", BASELINE, now)
    client.post(f"{address(grethe)}record/", TICKS)
    now.pass_days(15)
    hand_in(grethe, "week_2", {"pain_back_nrs": 4}, now)
    return grethe


@pytest.mark.covers("R36", "R80")
def test_one_timeline_joins_answers_and_ticks(client: Client, answered: Participant) -> None:
    page = client.get(address(answered))
    assert page.status_code == 200
    svg = page.text.split("<svg")[1].split("</svg>")[0]
    for label in ("Fremmøde", "L84 Rygsyndrom uden", "Fysioterapi", "Sygemelding", "Gå ture ude i det fri"):
        assert label in svg
    assert "14-05-2026" in svg
    rows = [(row.what, row.detail) for row in page.context["page"].rows]
    assert [detail for what, detail in rows if detail.endswith("/10")] == ["7/10", "4/10"]
    table = page.text.split("<table")[1]
    for row in page.context["page"].rows:
        assert row.detail in table


def test_what_matters_worries_and_the_question_stand_on_top(client: Client, answered: Participant) -> None:
    now_band = client.get(address(answered)).text.split('id="now"')[1].split("</section>")[0]
    for words in ("Gå ture ude i det fri", "Være sammen med familien", "At det gør så ondt", "Må jeg løbe igen?"):
        assert words in now_band


def test_the_page_reads_in_english_too(client: Client, answered: Participant) -> None:
    page = client.get(address(answered), headers={"accept-language": "en"})
    assert "Going for walks outdoors" in page.text
    assert "The course over time" in page.text
    assert "Physiotherapy" in page.text


def test_without_sharing_no_answer_is_there(client: Client, doctor: User, now: Now) -> None:
    participant = factories.consenting(factories.enrolled(by=doctor).participant, share=False)
    hand_in(participant, "baseline_a", BASELINE, now)
    client.post(f"{address(participant)}record/", TICKS)
    page = client.get(address(participant))
    assert page.status_code == 200
    for words in ("Gå ture ude", "Må jeg løbe igen?", "7/10", "28 da"):
        assert words not in page.text
    assert "Fysioterapi" in page.text
    assert not page.context["picture"].shares


@pytest.mark.covers("R21")
def test_sharing_taken_back_works_at_once(client: Client, answered: Participant, now: Now) -> None:
    assert "Må jeg løbe igen?" in client.get(address(answered)).text
    now.pass_days(0.1)
    consent.decide(
        participant=answered, text=ConsentText.objects.latest("number"), choices={Scope.SHARE: False}, language="da"
    )
    assert "Må jeg løbe igen?" not in client.get(address(answered)).text


def test_without_the_record_scope_no_tick_is_there(client: Client, answered: Participant, now: Now) -> None:
    now.pass_days(0.1)
    consent.decide(
        participant=answered, text=ConsentText.objects.latest("number"), choices={Scope.RECORD: False}, language="da"
    )
    page = client.get(address(answered))
    assert "L84" not in page.text
    assert "Må jeg løbe igen?" in page.text


def test_what_is_for_research_only_never_comes_here(
    client: Client, answered: Participant, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Item.__getattribute__

    def research(item: Item, name: str) -> Any:
        if name == "zone" and real(item, "id") in {"gp_question", "pain_back_nrs", "matters"}:
            return "research_only"
        return real(item, name)

    monkeypatch.setattr(Item, "__getattribute__", research)
    page = client.get(address(answered))
    for words in ("Må jeg løbe igen?", "7/10", "Gå ture ude i det fri"):
        assert words not in page.text
    assert "At det gør så ondt" in page.text


@pytest.mark.parametrize("name, closed, is_shown", SCORES_SHOWN)
def test_a_score_is_shown_only_where_all_its_items_are_for_care(
    grethe: Participant, now: Now, monkeypatch: pytest.MonkeyPatch, name: str, closed: str, is_shown: bool
) -> None:
    response = hand_in(grethe, "baseline_a", BASELINE, now)
    response.scores.create(name=name, value=7, band="", rule="made/1", answered=1)
    real = Item.__getattribute__

    def research(item: Item, wanted: str) -> Any:
        return "research_only" if wanted == "zone" and real(item, "id") == closed else real(item, wanted)

    monkeypatch.setattr(Item, "__getattribute__", research)
    participant = Participant.objects.select_related("practice", "contact").get(pk=grethe.pk)
    assert (name in {score.name for score in read(participant).scores}) == is_shown


def test_an_empty_page_says_what_will_be_here(client: Client, grethe: Participant) -> None:
    page = client.get(address(grethe))
    assert page.status_code == 200
    assert 'class="empty"' in page.text


def test_before_the_decision_it_says_so(client: Client, doctor: User, now: Now) -> None:
    page = client.get(address(factories.enrolled(by=doctor).participant))
    assert page.status_code == 200
    assert not page.context["picture"].has_decided


def test_few_queries(client: Client, answered: Participant) -> None:
    client.get(address(answered))
    with CaptureQueriesContext(connection) as queries:
        client.get(address(answered))
    assert len(queries) <= 15


def test_each_look_is_audited(client: Client, doctor: User, grethe: Participant) -> None:
    client.get(address(grethe))
    client.get(address(grethe))
    rows = Entry.objects.filter(action="participant.read", subject=grethe.actor, actor=doctor.actor)
    assert [row.detail["part"] for row in rows] == ["page", "page"]


def test_others_do_not_find_it(client: Client, practice: Practice, grethe: Participant) -> None:
    sign_in(client, factories.staff(of=factories.practice("Lægerne Havnen")))
    assert client.get(address(grethe)).status_code == 404
    assert client.get("/participants/R0000000-0/").status_code == 404
    sign_in(client, factories.staff(Role.RESEARCHER, of=practice))
    assert client.get(address(grethe)).status_code == 403
    assert not Entry.objects.filter(action="participant.read").exists()


@pytest.mark.covers("S27")
def test_markup_in_answers_stays_text(client: Client, grethe: Participant, now: Now) -> None:
    hand_in(
        grethe,
        "baseline_a",
        BASELINE
        | {
            "gp_question": "<img src=x onerror=alert(1)>",
            "matters": ["other"],
            "matters_text": "</text><script>alert(2)</script>{{ 7 }}",
        },
        now,
    )
    page = client.get(address(grethe))
    assert "<img src=x" not in page.text
    assert "<script>alert" not in page.text
    assert "{{ 7 }}" in page.text
