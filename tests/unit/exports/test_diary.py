"""A diary in a release, in what somebody is handed of their own, and gone when they are forgotten."""

import csv
import io
from pathlib import Path

import pytest
import pytest_django

from cohort.common import clock
from cohort.exports.actions import stop
from cohort.exports.person.parcel import parcel
from cohort.exports.person.telling import tables
from cohort.exports.tasks import erase_participants
from cohort.members.models import Erasure, PersonalLink, Scope
from questionnaires.actions.diary import settling
from questionnaires.models import Assignment, Diary, Response
from tests.unit.exports.conftest import Cohort, read_zip
from tests.unit.questionnaires.diaries import MONDAY, TUESDAY, Keeper, at, keeper


def kept() -> Keeper:
    """Two days of which one is handed in, with words of one's own."""
    with clock.use(lambda: at(4)):
        one = keeper()
    one.write(MONDAY, at(4, 18), d_pain=41, d_meds=["none"], d_more=True, d_note="kun min egen")
    one.write(TUESDAY, at(5, 18), d_pain=52)
    settling.settle(at=at(10, 22), by="system:test")
    return one


def released(cohort: Cohort) -> list[dict[str, str]]:
    file = read_zip(cohort.release()).get("answers/diary.csv", b"")
    return list(csv.DictReader(io.StringIO(file.decode())))


def test_a_release_has_the_days_that_are_over_and_says_which(cohort: Cohort) -> None:
    one = kept()
    (row,) = released(cohort)
    assert (row["participant"], row["day"], row["wave"], row["d_pain"]) == (
        one.participant.study_number,
        "2026-05-04",
        "",
        "41",
    )
    assert "kun min egen" not in row.values()
    book = read_zip(cohort.release())["codebook.csv"].decode()
    assert "answers/diary.csv,day," in book


def test_without_the_yes_to_a_diary_no_day_leaves(cohort: Cohort) -> None:
    one = kept()
    cohort.decides(one.participant, Scope.DIARY, False, at(11))
    assert released(cohort) == []


def test_what_is_handed_over_holds_the_diary(cohort: Cohort) -> None:
    one = kept()
    told = dict(tables(one.participant))
    assert [row["begun_at"] for row in told["questionnaires_diary"]] == ["2026-05-04T12:00:00+00:00"]
    days = [row["day"] for row in told["questionnaires_assignment"] if row["day"]]
    assert days == ["2026-05-04", "2026-05-05"]
    assert parcel(one.participant)


@pytest.mark.parametrize("choice", [Erasure.Choice.NOW, Erasure.Choice.KEEP])
def test_forgotten_with_everything_or_without_one_s_own_words(
    cohort: Cohort, choice: Erasure.Choice, settings: pytest_django.Settings, tmp_path: Path
) -> None:
    settings.ERASURES_LIST = tmp_path / "apart" / "erasures.txt"
    one = kept()
    with clock.use(lambda: at(12)):
        stop.stop(participant=one.participant, choice=choice, by=one.participant.actor)
        assert not PersonalLink.objects.filter(participant=one.participant, revoked_at__isnull=True).exists()
        erase_participants()
    assert one.client.get(one.url("keep_diary")).status_code == 404
    if choice == Erasure.Choice.NOW:
        assert (Diary.objects.count(), Assignment.objects.filter(diary__isnull=False).count()) == (0, 0)
        assert not Response.objects.filter(answers__has_key="d_pain").exists()
    else:
        answers = Response.objects.filter(answers__has_key="d_pain").values_list("answers", flat=True)
        assert {found["d_pain"] for found in answers} == {41, 52}
        assert all("d_note" not in found for found in answers)
