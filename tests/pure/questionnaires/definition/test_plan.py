"""The plan of the cohort, and what a plan may not say."""

import pytest
import yaml

from questionnaires.definition.faults import DefinitionError
from questionnaires.definition.load import CONTENT, read_folder, read_plan, read_plan_file

PLAN = read_plan_file()


@pytest.mark.covers("R68")
def test_the_waves_stand_at_the_agreed_days() -> None:
    assert [(wave.slug, wave.offset_days) for wave in PLAN.waves] == [
        ("baseline", 0),
        ("baseline_b", 3),
        ("week_2", 14),
        ("week_6", 42),
        ("month_3", 91),
        ("month_6", 182),
        ("month_12", 365),
        ("month_12b", 372),
        ("year_2", 730),
        ("year_3", 1095),
        ("year_3b", 1102),
        ("year_4", 1461),
        ("year_5", 1826),
        ("year_5b", 1833),
    ]


@pytest.mark.covers("R66", "R68")
def test_every_wave_is_open_four_weeks_and_reminds_three_times() -> None:
    assert {(wave.window_days, wave.reminder_days) for wave in PLAN.waves} == {(28, (0, 4, 9, 16))}


def test_instruments_the_plan_announces_are_known_or_not_yet_written() -> None:
    assert PLAN.not_written(read_folder()) == ()
    baseline = PLAN.wave("baseline")
    assert baseline is not None
    assert baseline.instruments == ("baseline_a",)
    assert PLAN.wave("nowhere") is None


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"offset_days": -1}, "plan.yaml, wave baseline: waves.offset_days does not fit"),
        ({"window_days": 7}, "plan.yaml, wave baseline: waves.window_days does not fit"),
        ({"reminder_days": [4, 9]}, "wave baseline: reminder_days starts with 0, the day of the invitation."),
        ({"reminder_days": []}, "wave baseline: reminder_days starts with 0"),
        ({"reminder_days": [0, 9, 4]}, "wave baseline: reminder_days rise; no day stands twice."),
        ({"reminder_days": [0, 28]}, "the last reminder comes before the window closes on day 28."),
        ({"instruments": []}, "wave baseline: waves.instruments is empty; at least 1 is expected."),
        ({"offset_days": 99}, "the waves stand in the order of time"),
        ({"slug": "week_2"}, "wave week_2: this name stands twice; every wave has its own."),
        ({"name": {"da": "Start"}}, "wave baseline: waves.name.en is missing; it is required."),
        ({"colour": "red"}, "wave baseline: waves.colour is not known here"),
    ],
)
def test_a_broken_plan_is_told_with_its_wave(change: dict[str, object], sentence: str) -> None:
    plan = yaml.safe_load((CONTENT / "plan.yaml").read_text(encoding="utf-8"))
    plan["waves"][0].update(change)
    with pytest.raises(DefinitionError) as caught:
        read_plan(yaml.safe_dump(plan, allow_unicode=True))
    assert sentence in "\n".join(caught.value.faults)
