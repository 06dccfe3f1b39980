"""Handing over what was written without network."""

import json

import pytest

from cohort.common import clock
from tests.unit.questionnaires.diaries import MONDAY, TUESDAY, Keeper, at, keeper


@pytest.fixture
def one(db: None):  # type: ignore[no-untyped-def]
    with clock.use(lambda: at(4)):
        made = keeper()
    with clock.use(lambda: at(5, 18)):
        yield made


def test_days_are_saved_and_sent_back(one: Keeper) -> None:
    answer = one.sync(
        (TUESDAY, {"d_pain": ("60", "2026-05-05T17:00:00.000Z")}),
        (MONDAY, {"d_pain": ("40", "2026-05-04T17:00:00.000Z"), "d_display": ("line", None)}),
    )
    assert answer.status_code == 200
    said = answer.json()
    assert said["days"] == {
        "2026-05-05": {"d_pain": 60},
        "2026-05-04": {"d_pain": 40, "d_display": "line"},
    }
    assert said["stable"] == {"d_display": "line"}
    assert (said["faults"], said["over"]) == ({}, {})
    assert said["chart"].count("d-dot") == 2
    assert answer["Cache-Control"].startswith("max-age=0") or "no-store" in answer["Cache-Control"]


def test_sent_twice_nothing_changes(one: Keeper) -> None:
    for _twice in range(2):
        one.sync((MONDAY, {"d_pain": ("40", "2026-05-04T17:00:00.000Z")}))
        one.sync((MONDAY, {"d_pain": ("70", "2026-05-04T16:00:00.000Z")}))
    assert one.days == {MONDAY: {"d_pain": 40}}


def test_a_day_that_is_over_costs_no_other(one: Keeper) -> None:
    with clock.use(lambda: at(11, 18)):
        said = one.sync(
            (MONDAY, {"d_pain": (40, None)}), (TUESDAY, {"d_pain": (101, None), "d_meds": (["none"], None)})
        )
    assert said.json()["over"] == {"2026-05-04": "Du kan ikke skrive om denne dag mere."}
    assert said.json()["faults"] == {"2026-05-05": {"d_pain": "Vælg noget fra 0 til 100."}}
    assert one.days == {TUESDAY: {"d_meds": ["none"]}}


def test_nothing_sent_tells_what_is_saved(one: Keeper) -> None:
    assert one.sync().json()["days"] == {"2026-05-05": {}, "2026-05-04": {}}
    assert one.days == {}


def test_faults_are_in_the_person_s_language(one: Keeper) -> None:
    one.participant.language = "en"
    one.participant.save(update_fields=["language"])
    said = one.sync((TUESDAY, {"d_pain": (101, None)})).json()
    assert said["faults"] == {"2026-05-05": {"d_pain": "Choose something from 0 to 100."}}


@pytest.mark.parametrize(
    "body",
    [
        *("x", "[]", "{}", '{"entries": {}}', '{"entries": [1]}', '{"entries": [{"day": "2026-05-05"}]}'),
        '{"entries": [{"day": "x", "items": {}}]}',
        '{"entries": [{"day": 1, "items": {}}]}',
        '{"entries": [{"day": "2026-05-05", "items": {"d_pain": 3}}]}',
        '{"entries": [{"day": "2026-05-05", "items": {"d_pain": {"value": 3, "at": "soon"}}}]}',
        json.dumps({"entries": [{"day": "2026-05-05", "items": {}}] * 41}),
        "[" * 5000,
    ],
)
def test_what_cannot_be_read_saves_nothing(one: Keeper, body: str) -> None:
    answer = one.client.post(one.url("sync_diary"), body, content_type="application/json")
    assert (answer.status_code, one.days) == (400, {})


def test_a_form_is_no_json_and_a_resting_diary_takes_nothing(one: Keeper) -> None:
    assert one.client.post(one.url("sync_diary"), {"entries": "[]"}).status_code == 415
    one.client.post(one.url("stop_diary"))
    answer = one.sync((TUESDAY, {"d_pain": (40, None)}))
    assert (answer.status_code, answer.json()) == (410, {"reason": "rests"})
    assert one.days == {}
