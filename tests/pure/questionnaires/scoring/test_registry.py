"""Scores of an answers document: whatever it holds, and nothing it does not."""

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from questionnaires.definition.load import read_folder
from questionnaires.scoring import registry
from questionnaires.scoring.registry import scores
from questionnaires.scoring.score import ScoreValue

BASELINE = read_folder()["baseline_a"]
IN_BASELINE_A = ("rmdq", "sbst_total", "eq5d_profile", "psfs", "eq_vas")
FLAGS = (*registry.RMDQ, *registry.STARTBACK[:8])
EVERY: dict[str, Any] = {
    item: True if item in FLAGS else "2" if item == "gpe" else 2 for items in registry.ITEMS.values() for item in items
}


def numbered(pattern: str, answers: Sequence[int | None]) -> dict[str, Any]:
    """Answers by item, numbered from 1; a gap is an answer skipped."""
    return {pattern.format(n): {"missing": "s"} if a is None else a for n, a in enumerate(answers, start=1)}


def rows(answers: dict[str, Any], **more: Any) -> dict[str, ScoreValue]:
    return {row.name: row for row in scores(answers, **more)}


def test_the_positions_of_the_registry_stand_in_baseline_a() -> None:
    wanted = set().union(*(registry.items_of(name) for name in IN_BASELINE_A))
    in_packs = {item.id for item in BASELINE.items if item.pack}
    assert in_packs - wanted == {"psfs_1_act", "psfs_2_act", "psfs_3_act"}
    assert wanted <= in_packs


def test_every_score_names_the_items_it_is_made_from() -> None:
    whole = rows(EVERY)
    assert set(whole) == set(registry.ITEMS)
    for name in registry.ITEMS:
        items = registry.items_of(name)
        alone = rows({item: value for item, value in EVERY.items() if item in items})
        without = rows({item: value for item, value in EVERY.items() if item not in items})
        assert whole[name].value is not None
        assert alone[name].value == whole[name].value
        assert name not in without or without[name].value is None
    assert registry.items_of("mood") == frozenset()


def test_answers_without_positions_have_no_scores() -> None:
    assert scores({"pain_back_nrs": 7}) == []


def test_a_full_document_has_every_score() -> None:
    answers: dict[str, Any] = {name: name in {"rmdq_01", "rmdq_02", "rmdq_24"} for name in registry.RMDQ}
    answers |= {f"sbst_{n}": n >= 4 for n in range(1, 9)} | {"sbst_9": 2}
    answers |= {"eq5d_mo": 2, "eq5d_sc": 1, "eq5d_ua": 2, "eq5d_pd": 3, "eq5d_ad": 2, "eq_vas": 70}
    answers |= {"psfs_1": 3, "psfs_2": 4, "psfs_3": 4}
    assert scores(answers) == [
        ScoreValue("rmdq", Decimal(3), "some", "rmdq/1/24/tick", 24),
        ScoreValue("sbst_total", Decimal(5), "high", "sbst/1", 9),
        ScoreValue("sbst_psych", Decimal(4), "", "sbst/1", 5),
        ScoreValue("eq5d_profile", Decimal(21232), "", "eq5d-5l-dk/1", 5),
        ScoreValue("eq5d_index", Decimal("0.760"), "", "eq5d-5l-dk/1", 5),
        ScoreValue("eq_vas", Decimal(70), "", "eq5d-5l-dk/1", 1),
        ScoreValue("psfs", Decimal("3.667"), "", "psfs/1", 3),
    ]


def test_the_other_instruments_have_theirs() -> None:
    answers = (
        numbered("odi_{:02d}", [2, 1, 3, 1, 2, 2, 1, 0, 2, 2])
        | numbered("ompsq_{}", [3, 6, 7, 8, 4, 2, 5, 9, 6, 4])
        | numbered("phq4_{}", [2, 1, 0, 1])
        | numbered("pseq2_{}", [2, 3])
        | numbered("promis_pi_{}", [3, 3, 3, 3])
        | numbered("promis_pf_{}", [3, 4, 3, 4])
        | numbered("promis_sd_{}", [5, 5, 5, 4])
        | numbered("mskhq_{:02d}", [3] * 14)
        | numbered("fabq_{:02d}", [0, 5, 4, 6, 3, 5, 5, 0, 5, 5, 5, 5, 0, 0, 5, 0])
        | numbered("bbq_{:02d}", [2, 2, 2, 5, 5, 2, 5, 2, 5, 2, 5, 2, 2, 2])
        | {"pain_back_nrs": 6, "gpe": "2"}
    )
    assert scores(answers) == [
        ScoreValue("odi", Decimal(32), "21_40", "odi-2.1a/1", 10),
        ScoreValue("ompsq", Decimal(36), "lower_risk", "ompsq-sf/1", 10),
        ScoreValue("phq4", Decimal(4), "mild", "phq4/1", 4),
        ScoreValue("phq4_anxiety", Decimal(3), "positive", "phq4/1", 2),
        ScoreValue("phq4_depression", Decimal(1), "negative", "phq4/1", 2),
        ScoreValue("pseq2", Decimal(5), "low", "pseq2/1", 2),
        ScoreValue("promis_pi", Decimal("61.2"), "moderate", "promis-4a/1", 4),
        ScoreValue("promis_pf", Decimal("39.1"), "", "promis-4a/1", 4),
        ScoreValue("promis_sd", Decimal("68.8"), "moderate", "promis-4a/1", 4),
        ScoreValue("nih_impact", Decimal(28), "moderate", "nih-impact/1", 9),
        ScoreValue("mskhq", Decimal(42), "", "mskhq/1", 14),
        ScoreValue("fabq_activity", Decimal(18), "high", "fabq/1", 4),
        ScoreValue("fabq_work", Decimal(35), "high", "fabq/1", 7),
        ScoreValue("bbq", Decimal(36), "", "bbq/1", 9),
        ScoreValue("gpe", Decimal(2), "improved", "gpe-7/1", 1),
    ]


def test_the_positions_have_the_names_that_instrument_files_give_them() -> None:
    counts = Counter(item.rpartition("_")[0] for items in map(registry.items_of, registry.ITEMS) for item in items)
    wanted = {"odi": 10, "ompsq": 10, "promis_sd": 4, "mskhq": 14, "pseq2": 2}
    assert {name: counts[name] for name in wanted} == wanted
    assert registry.items_of("phq4") == {"phq4_1", "phq4_2", "phq4_3", "phq4_4"}
    assert registry.items_of("phq4_depression") == {"phq4_3", "phq4_4"}
    assert registry.items_of("fabq_activity") == {"fabq_02", "fabq_03", "fabq_04", "fabq_05"}
    assert registry.items_of("bbq") == {f"bbq_{n:02d}" for n in (1, 2, 3, 6, 8, 10, 12, 13, 14)}
    pf_and_pi = {f"promis_{form}_{n}" for form in ("pi", "pf") for n in range(1, 5)}
    assert registry.items_of("nih_impact") == {"pain_back_nrs", *pf_and_pi}
    assert registry.items_of("gpe") == {"gpe"}


def test_the_impact_score_needs_both_forms_shown_and_every_answer() -> None:
    interference = numbered("promis_pi_{}", [3] * 4)
    function = numbered("promis_pf_{}", [3] * 4)
    assert "nih_impact" not in rows({**interference, "pain_back_nrs": 5})
    assert "nih_impact" not in rows({**function, "pain_back_nrs": 5})
    without_pain = rows({**interference, **function})["nih_impact"]
    assert (without_pain.value, without_pain.band, without_pain.n) == (None, "", 8)


def test_gaps_follow_the_rule_of_each_instrument() -> None:
    gapped = rows(
        numbered("odi_{:02d}", [1] * 8)
        | numbered("phq4_{}", [2, None, 1, 1])
        | numbered("mskhq_{:02d}", [1] * 10)
        | numbered("fabq_{:02d}", [None, 1, 1, 1, 1, 1, None])
    )
    values = {name: (row.value, row.n) for name, row in gapped.items()}
    expected: dict[str, tuple[int | None, int]] = {
        "odi": (20, 8),
        "phq4": (None, 3),
        "phq4_anxiety": (None, 1),
        "phq4_depression": (2, 2),
        "mskhq": (None, 10),
        "fabq_activity": (4, 4),
        "fabq_work": (None, 1),
    }
    assert values == expected


def test_an_answer_outside_its_range_counts_as_none() -> None:
    wrong: dict[str, Any] = {"ompsq_1": 0, "phq4_1": 4, "pseq2_1": 7, "promis_pi_1": 0, "promis_sd_1": 6, "gpe": 2}
    found = rows(EVERY | wrong)
    assert {name for name, row in found.items() if row.value is None} == {
        "phq4", "phq4_anxiety", "pseq2", "promis_pi", "promis_sd", "nih_impact", "gpe",
    }  # fmt: skip
    assert found["ompsq"].n == 9


def test_shown_but_skipped_gives_a_row_without_value() -> None:
    skipped = rows({name: {"missing": "s"} for name in [*registry.RMDQ, "sbst_1", "eq5d_mo", "psfs_1", "eq_vas"]})
    assert {name for name, row in skipped.items() if row.value is not None} == {"eq5d_profile"}
    assert skipped["eq5d_profile"].value == 99999
    assert all(row.n == 0 and row.band == "" for row in skipped.values())


def test_the_form_of_rmdq_comes_with_the_pack() -> None:
    answers = {name: n < 10 for n, name in enumerate(registry.RMDQ[:20])}
    assert rows(answers)["rmdq"].value == 10
    prorated = rows(answers, rmdq_mode="yes_no")["rmdq"]
    assert (prorated.value, prorated.version, prorated.n) == (Decimal("12.000"), "rmdq/1/24/yes_no", 20)
    danish = rows(answers, rmdq_mode="yes_no", rmdq_items=23)["rmdq"]
    assert (danish.value, danish.version) == (Decimal("11.500"), "rmdq/1/23/yes_no")


names = st.sampled_from(sorted(EVERY))
anything = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.integers(0, 10),
    st.floats(),
    st.text(max_size=5),
    st.lists(st.integers(), max_size=2),
    st.just({"missing": "p"}),
)


RANGES = {
    "rmdq": (0, 24),
    "sbst_total": (0, 9),
    "sbst_psych": (0, 5),
    "eq5d_profile": (11111, 99999),
    "eq5d_index": (-1, 1),
    "eq_vas": (0, 100),
    "psfs": (0, 10),
    "odi": (0, 100),
    "ompsq": (0, 100),
    "phq4": (0, 12),
    "phq4_anxiety": (0, 6),
    "phq4_depression": (0, 6),
    "pseq2": (0, 12),
    "promis_pi": (41, 76),
    "promis_pf": (22, 57),
    "promis_sd": (32, 74),
    "nih_impact": (8, 50),
    "mskhq": (0, 56),
    "fabq_activity": (0, 24),
    "fabq_work": (0, 42),
    "bbq": (9, 45),
    "gpe": (1, 7),
}


@given(st.dictionaries(names, anything) | st.fixed_dictionaries(dict.fromkeys(EVERY, anything)))
def test_no_document_crashes_scoring_and_values_stay_in_range(answers: dict[str, Any]) -> None:
    for row in scores(answers):
        low, high = RANGES[row.name]
        assert row.value is None or low <= row.value <= high
        assert row.value is not None or row.band == "" or row.name == "sbst_total"
        assert row.n <= len(registry.items_of(row.name))


@given(st.fixed_dictionaries(dict.fromkeys(EVERY, st.booleans() | st.integers(0, 5))))
def test_every_row_fits_the_table_it_is_kept_in(answers: dict[str, Any]) -> None:
    names_made = [row.name for row in scores(answers)]
    assert sorted(names_made) == sorted(RANGES)
    for row in scores(answers):
        if row.value is not None:
            digits = row.value.as_tuple()
            assert isinstance(digits.exponent, int)
            assert digits.exponent >= -3
            assert len(digits.digits) <= 8
