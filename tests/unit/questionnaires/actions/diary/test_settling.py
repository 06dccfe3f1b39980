"""Days that are over are handed in by themselves."""

import pytest

from cohort.audit.models import Entry
from cohort.common import clock
from questionnaires import tasks
from questionnaires.actions import closing
from questionnaires.actions.diary import settling
from questionnaires.models import Assignment, Response
from tests.unit.questionnaires.diaries import MONDAY, TUESDAY, WEDNESDAY, Keeper, at


def states(one: Keeper) -> dict[object, str]:
    return dict(Assignment.objects.filter(diary=one.diary).values_list("day", "state"))


def test_a_day_that_is_over_is_frozen_as_a_questionnaire_is(one: Keeper) -> None:
    one.write(MONDAY, at(4, 18), d_pain=40, d_meds=["none"], d_tablets=3)
    one.write(TUESDAY, at(5, 18), d_pain=50)
    assert settling.settle(at=at(10, 22), by="system:test") == 1
    assert states(one) == {MONDAY: "submitted", TUESDAY: "open"}
    response = Response.objects.get(assignment__day=MONDAY)
    assert response.submitted_at == at(10, 22)
    assert response.answers["d_pain"] == 40
    assert "d_tablets" not in response.answers  # hidden in the end
    assert response.answers["d_exercise"] == {"missing": "s"}
    assert set(response.trail) == {"d_pain", "d_meds"}
    assert Entry.objects.get(action="diary.settled").detail["count"] == 1


@pytest.mark.parametrize("answers", [{"d_pain": None}, {"d_more": False}])
def test_a_day_without_a_word_is_no_answer(one: Keeper, answers: dict[str, object]) -> None:
    one.write(MONDAY, at(4, 18), **answers)
    settling.settle(at=at(10, 22), by="system:test")
    assert states(one) == {MONDAY: "closed"}
    assert Response.objects.get(assignment__day=MONDAY).submitted_at is None


def test_the_task_does_it_once_and_more_than_one_batch(one: Keeper, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settling, "BATCH", 2)
    for day, n in ((MONDAY, 4), (TUESDAY, 5), (WEDNESDAY, 6)):
        one.write(day, at(n, 18), d_pain=40)
    with clock.use(lambda: at(20)):
        tasks.settle_diaries()
        before = list(Response.objects.order_by("pk").values())
        tasks.settle_diaries()
    assert list(Response.objects.order_by("pk").values()) == before
    assert set(states(one).values()) == {"submitted"}
    assert Entry.objects.filter(action="diary.settled").count() == 2


def test_what_closes_forms_leaves_days_alone(one: Keeper) -> None:
    one.write(MONDAY, at(4, 18), d_pain=40)
    closing.close_overdue(at=at(20), by="system:test")
    assert states(one) == {MONDAY: "open"}
