"""Scores of an answers document: whatever it holds, and nothing it does not."""

from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from questionnaires.definition.load import read_folder
from questionnaires.scoring import registry
from questionnaires.scoring.registry import scores
from questionnaires.scoring.score import ScoreValue

BASELINE = read_folder()["baseline_a"]


def rows(answers: dict[str, Any], **more: Any) -> dict[str, ScoreValue]:
    return {row.name: row for row in scores(answers, **more)}


def test_the_positions_of_the_registry_stand_in_baseline_a() -> None:
    wanted = {*registry.RMDQ, *registry.STARTBACK, *registry.EQ5D, *registry.PSFS, registry.VAS}
    in_packs = {item.id for item in BASELINE.items if item.pack}
    assert in_packs - wanted == {"psfs_1_act", "psfs_2_act", "psfs_3_act"}
    assert wanted <= in_packs


def test_every_score_names_the_items_it_is_made_from() -> None:
    flags = (*registry.RMDQ, *registry.STARTBACK[:8])
    every = {item: item in flags or 2 for items in registry.ITEMS.values() for item in items}
    whole = rows(every)
    assert set(whole) == set(registry.ITEMS)
    for name in registry.ITEMS:
        items = registry.items_of(name)
        alone = rows({item: value for item, value in every.items() if item in items})
        without = rows({item: value for item, value in every.items() if item not in items})
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


names = st.sampled_from([item.id for item in BASELINE.items if item.pack])
anything = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=5),
    st.lists(st.integers(), max_size=2),
    st.just({"missing": "p"}),
)


@given(st.dictionaries(names, anything))
def test_no_document_crashes_scoring_and_values_stay_in_range(answers: dict[str, Any]) -> None:
    ranges = {
        "rmdq": (0, 24),
        "sbst_total": (0, 9),
        "sbst_psych": (0, 5),
        "eq5d_profile": (11111, 99999),
        "eq5d_index": (-1, 1),
        "eq_vas": (0, 100),
        "psfs": (0, 10),
    }
    for row in scores(answers):
        low, high = ranges[row.name]
        assert row.value is None or low <= row.value <= high
