"""Answering in the words of packs: shown while they are valid, saved with where they came from, scored right."""

import json
from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from cohort.common import clock
from questionnaires.actions import answers, packs
from questionnaires.models import Assignment, Score
from questionnaires.models.wording import shown_definition
from tests import factories, wording
from tests.unit.questionnaires.answering import Person


class Starting(Person):
    @property
    def assignment(self) -> Assignment:
        return Assignment.objects.select_related("response", "version__instrument", "participant").get(
            participant=self.participant, version__instrument__slug="baseline_a"
        )

    def page_of(self, item_id: str) -> str:
        definition = self.assignment.version.definition
        return next(page.id for page in definition.pages if any(item.id == item_id for item in page.items))

    def shows(self, item_id: str, page: str = "", language: str = "da") -> str:
        self.client.cookies["django_language"] = language
        return str(self.get("answer_page", page or self.page_of(item_id)).content.decode())

    def scores(self) -> dict[str, Decimal | None]:
        return {score.name: score.value for score in Score.objects.filter(response=self.assignment.response)}

    def trail(self) -> Mapping[str, Any]:
        response = self.assignment.response
        assert response is not None
        return dict(response.trail)


@pytest.fixture
def someone(db: None) -> Starting:
    """Somebody before the shipped baseline A."""
    enrolled = factories.enrolled(by=factories.staff(of=factories.practice()))
    factories.consenting(enrolled.participant)
    return Starting(enrolled.participant, enrolled.invitation.token, Client())


def add(instrument: str, language: str = "da", **more: Any) -> int:
    return packs.add(text=wording.pack(instrument, language, **more), by="user:1").pk


def submit(person: Person) -> None:
    assert person.client.post(person.url("submit_answers")).status_code == 302


def test_without_a_pack_nothing_of_it_is_shown(someone: Starting) -> None:
    page = someone.get("answer_page", someone.page_of("eq5d_mo"))
    assert page.status_code == 302
    assert "eq5d_mo" not in someone.patch({"answers": {}}).json()["visible"]


def test_levels_of_a_whole_number_are_rows_in_both_languages_and_saved_as_the_number(someone: Starting) -> None:
    da, en = add("eq5d"), add("eq5d", "en")
    danish, english = someone.shows("eq5d_mo"), someone.shows("eq5d_mo", language="en")
    assert "Sætning 1 til prøve" in danish
    assert "Trin 5 til prøve" in danish
    assert "Indledning til prøve" in danish
    assert 'data-kind="rows"' in danish
    assert "Sample sentence 1" in english
    assert "til prøve" not in english
    page = someone.page_of("eq5d_mo")
    someone.client.cookies["django_language"] = "en"
    someone.send(page, "eq5d_mo", eq5d_mo="3")
    assert someone.answers["eq5d_mo"] == 3
    assert 'value="3" checked' in someone.shows("eq5d_mo")
    someone.client.cookies["django_language"] = "da"
    someone.patch({"answers": {"eq5d_sc": "2"}})
    assert someone.answers["eq5d_sc"] == 2
    trail = someone.trail()
    assert trail["eq5d_mo"]["pack"] == {"id": en, "version": "1.0", "lang": "en"}
    assert trail["eq5d_sc"]["pack"] == {"id": da, "version": "1.0", "lang": "da"}
    review = someone.get("submit_answers").content.decode()
    assert "Trin 3 til prøve" in review


def test_one_language_stands_for_both_and_the_trail_says_which(someone: Starting) -> None:
    add("eq5d", "en")
    assert "Sample sentence 1" in someone.shows("eq5d_mo", language="da")
    someone.patch({"answers": {"eq5d_mo": 1}})
    step = someone.trail()["eq5d_mo"]
    assert (step["lang"], step["pack"]["lang"]) == ("da", "en")


def test_our_own_items_keep_no_pack_in_their_trail(someone: Starting) -> None:
    add("eq5d")
    someone.patch({"answers": {"pain_back_nrs": 4}})
    assert "pack" not in someone.trail()["pain_back_nrs"]


def test_eq5d_is_scored(someone: Starting) -> None:
    add("eq5d")
    someone.patch({"answers": {"eq5d_mo": 1, "eq5d_sc": 1, "eq5d_ua": 2, "eq5d_pd": 3, "eq5d_ad": 1, "eq_vas": 70}})
    submit(someone)
    assert someone.scores()["eq5d_profile"] == 11231
    assert someone.scores()["eq5d_index"] == Decimal("0.873")  # 1 - .033 - .094
    assert someone.scores()["eq_vas"] == 70


def test_start_back_is_scored(someone: Starting) -> None:
    add("sbst")
    assert "Sætning 1 til prøve" in someone.shows("sbst_1")
    agreed: dict[str, object] = {f"sbst_{n}": n >= 5 for n in range(1, 9)}
    someone.patch({"answers": {**agreed, "sbst_9": 4}})
    submit(someone)
    assert (someone.scores()["sbst_total"], someone.scores()["sbst_psych"]) == (5, 5)


def test_ticks_of_rmdq_are_counted(someone: Starting) -> None:
    add("rmdq")
    text = someone.shows("rmdq_01")
    assert 'data-kind="tick"' in text
    assert "Sætning 1 til prøve" in text
    first, second = someone.page_of("rmdq_01"), someone.page_of("rmdq_13")
    ids = [f"rmdq_{n:02d}" for n in range(1, 25)]
    someone.send(first, " ".join(ids[:12]), rmdq_01="true", rmdq_05="true")
    someone.send(second, " ".join(ids[12:]), rmdq_24="true")
    assert someone.trail()["rmdq_05"]["pack"]["form"] == "tick/24"
    submit(someone)
    score = Score.objects.get(name="rmdq")
    assert (score.value, score.rule, score.answered) == (3, "rmdq/1/24/tick", 24)


def test_yes_and_no_of_the_23_item_form_are_prorated(someone: Starting) -> None:
    add("rmdq", rmdq_mode="yes_no", rmdq_items=23)
    text = someone.shows("rmdq_01")
    assert 'data-kind="rows"' in text
    visible = someone.patch({"answers": {f"rmdq_{n:02d}": n <= 10 for n in range(1, 21)}}).json()["visible"]
    assert "rmdq_23" in visible
    assert "rmdq_24" not in visible
    assert someone.patch({"answers": {"rmdq_24": True}}).json()["faults"].keys() == {"rmdq_24"}
    assert "rmdq_24" not in someone.answers
    submit(someone)
    score = Score.objects.get(name="rmdq")
    assert (score.value, score.rule, score.answered) == (Decimal("11.5"), "rmdq/1/23/yes_no", 20)
    assert someone.answers["rmdq_23"] == {"missing": "s"}


def test_after_the_last_day_the_items_are_gone_and_it_takes_less_time(someone: Starting) -> None:
    before = someone.get("open_questionnaire").context["minutes"]
    add("rmdq", valid_to=clock.today().isoformat())
    add("eq5d", valid_to=clock.today().isoformat())
    assert someone.get("open_questionnaire").context["minutes"] > before
    someone.patch({"answers": {"rmdq_01": True}})
    tomorrow = clock.now() + timedelta(days=1)
    with clock.use(lambda: tomorrow):
        assert someone.get("answer_page", someone.page_of("rmdq_01")).status_code == 302
        assert someone.get("open_questionnaire").context["minutes"] <= before
        submit(someone)
    assert someone.answers["rmdq_01"] is True
    assert "rmdq_02" not in someone.answers
    assert Score.objects.get(name="rmdq").rule == "rmdq/1/24/tick"


@pytest.mark.parametrize("more", [{"valid_from": "2099-01-01"}, {"channels": ["paper"]}])
def test_before_its_first_day_or_for_another_channel_it_is_not_on_the_web(
    someone: Starting, more: dict[str, Any]
) -> None:
    add("eq5d", **more)
    assert someone.get("answer_page", someone.page_of("eq5d_mo")).status_code == 302


def test_an_ended_pack_is_gone_at_once_and_a_new_one_takes_its_place(someone: Starting) -> None:
    first = packs.add(text=wording.pack("eq5d"), by="user:1")
    assert "Sætning 1" in someone.shows("eq5d_mo")
    someone.patch({"answers": {"eq5d_mo": 2}})
    packs.end(pack=first, by="user:1", and_words=True)
    assert someone.get("answer_page", someone.page_of("eq5d_mo")).status_code == 302
    changed = json.loads(wording.pack("eq5d", version="2.0"))
    changed["items"]["eq5d_mo"]["text"] = "Andre ord til prøve"
    packs.add(text=json.dumps(changed), by="user:1")
    text = someone.shows("eq5d_mo")
    assert "Andre ord til prøve" in text
    assert 'value="2" checked' in text


def test_a_notice_is_shown_and_questions_stand_alone_where_the_holder_asks_for_that(someone: Starting) -> None:
    add("eq5d", display={"one_per_page": True, "notice": "Vist med lov"})
    page = someone.page_of("eq5d_mo")
    text = someone.shows("eq5d_mo")
    assert "Vist med lov" in text
    assert text.count('data-item="') == 1
    sent = someone.send(page, "eq5d_mo", eq5d_mo="1")
    assert sent.url == someone.url("answer_page", f"{page}-2")
    assert 'data-item="eq5d_sc"' in someone.shows("eq5d_sc", f"{page}-2")


def test_a_page_that_was_split_leads_on_when_its_pack_ends(someone: Starting) -> None:
    pack = packs.add(text=wording.pack("eq5d", display={"one_per_page": True}), by="user:1")
    page = someone.page_of("eq5d_mo")
    assert someone.get("answer_page", f"{page}-2").status_code == 200
    packs.end(pack=pack, by="user:1")
    assert someone.get("answer_page", f"{page}-2").status_code == 302
    assert someone.send(f"{page}-2", "eq5d_sc", eq5d_sc="1").status_code == 302
    assert "eq5d_sc" not in someone.answers
    assert someone.get("answer_page", "never-2").status_code == 404
    packs.add(text=wording.pack("eq5d"), by="user:1")
    sent = someone.send(f"{page}-2", "eq5d_sc", eq5d_sc="1")
    assert sent.url == someone.url("answer_page", page)
    assert someone.answers["eq5d_sc"] == 1


def test_words_cost_no_statement_more(someone: Starting, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    add("eq5d")
    page = someone.page_of("eq5d_mo")
    someone.send(page, "eq5d_mo", eq5d_mo="1")
    someone.get("answer_page", page)
    with django_assert_num_queries(1):
        someone.get("answer_page", page)
    with django_assert_num_queries(3):
        someone.send(page, "eq5d_mo", eq5d_mo="2")
    with django_assert_num_queries(3):
        someone.patch({"answers": {"eq5d_mo": 3}})


SAID: Mapping[str, dict[str, object]] = {
    "rmdq": {f"rmdq_{n:02d}": True for n in range(1, 25)},
    "psfs": {"psfs_1_act": "Gå en tur", "psfs_1": 4},
    "sbst": {**{f"sbst_{n}": True for n in range(1, 9)}, "sbst_9": 5},
    "eq5d": {**{f"eq5d_{one}": 1 for one in ("mo", "sc", "ua", "pd", "ad")}, "eq_vas": 80},
    "phq4": {f"phq4_{n}": 3 for n in range(1, 5)},
    "pseq2": {"pseq2_1": 6, "pseq2_2": 6},
}
SCORED: Mapping[str, dict[str, int]] = {
    "rmdq": {"rmdq": 24},
    "psfs": {"psfs": 4},
    "sbst": {"sbst_total": 9, "sbst_psych": 5},
    "eq5d": {"eq5d_profile": 11111, "eq5d_index": 1, "eq_vas": 80},
    "phq4": {"phq4": 12, "phq4_anxiety": 6, "phq4_depression": 6},
    "pseq2": {"pseq2": 12},
}


@pytest.mark.parametrize("instrument", sorted(wording.shipped()))
def test_everything_that_the_shipped_content_waits_for_is_shown_and_scored(someone: Starting, instrument: str) -> None:
    assert instrument in SAID, "the shipped content waits for a pack without answers here"
    add(instrument)
    assignment = Assignment.objects.filter(participant=someone.participant).order_by("opens_at", "pk")
    waiting = next(one for one in assignment if instrument in one.version.definition.packs)
    with clock.use(lambda: max(waiting.opens_at, clock.system_time())):
        waiting.refresh_from_db()
        shown = {item.id: item for item in shown_definition(waiting.version, clock.today(), "web").items}
        assert all(shown[item_id].text is not None for item_id in SAID[instrument])
        assert not answers.save(assignment=waiting, patch=SAID[instrument], now=clock.now(), how=answers.Manner("da"))
        answers.submit(assignment=waiting, by=someone.participant.actor)
    waiting.refresh_from_db()
    scores = {one.name: one.value for one in Score.objects.filter(response=waiting.response)}
    assert SCORED[instrument].items() <= scores.items()


def test_a_definition_is_shown_by_day_and_channel_for_who_prints_it(someone: Starting) -> None:
    add("eq5d", channels=["paper"], valid_from="2026-01-01", valid_to="2026-12-31")
    version = someone.assignment.version
    assert "eq5d" in shown_definition(version, date(2026, 6, 1), "web").packs
    assert "eq5d" not in shown_definition(version, date(2026, 6, 1), "paper").packs
    assert "eq5d" in shown_definition(version, date(2027, 1, 1), "paper").packs
