"""Clinician and patient at common levels, and every pair of the shipped instruments with its levels (R106)."""

import pytest

from questionnaires.definition.load import read_folder
from questionnaires.definition.schema import Item
from questionnaires.scoring.pairs import MATTERS, Compared, compared

CONTENT = read_folder()
PATIENT = {item.id: item for one in CONTENT.values() if one.kind == "patient" for item in one.items}
CLINICIAN = [item for one in CONTENT.values() if one.kind != "patient" for item in one.items if item.pair]


def possible(item: Item) -> set[object]:
    """Every answer of substance that the item can have."""
    if item.type == "scale":
        return set(range(int(item.min or 0), int(item.max or 0) + 1))
    return {option.code for option in item.options}


def test_pairs_are_of_clinicians_items_and_name_a_patients() -> None:
    assert {item.id: item.pair for item in CLINICIAN} == {name: matter.theirs for name, matter in MATTERS.items()}
    assert {item.pair for item in CLINICIAN} <= PATIENT.keys()
    assert not [item.id for item in PATIENT.values() if item.pair]


@pytest.mark.parametrize("item", CLINICIAN, ids=lambda item: item.id)
def test_every_answer_of_both_sides_has_a_level(item: Item) -> None:
    matter = MATTERS[item.id]
    assert set(matter.clinician) == possible(item)
    assert set(matter.patient) == possible(PATIENT[matter.theirs])
    assert set(matter.patient.values()) <= set(matter.clinician.values())


@pytest.mark.parametrize(
    ("matter", "clinician", "patient", "difference"),
    [
        ("g_impact", 3, 8, -5),
        ("g_impact", 8, 8, 0),
        ("g_expect", "usual", 7, 0),
        ("g_expect", "usual", 6, -1),
        ("g_expect", "unsure", 4, 0),
        ("g_expect", "long", 3, 0),
        ("g_expect", "long", 10, 2),
        ("g_course", "recovered", "1", 0),
        ("g_course", "better", "3", 0),
        ("g_course", "same", "5", -1),
        ("g_course", "worse", "4", 1),
    ],
)
def test_the_difference_counts_levels_towards_worse(
    matter: str, clinician: object, patient: object, difference: int
) -> None:
    found = compared(matter, clinician, patient)
    assert found is not None
    assert found.difference == difference
    assert found.agree is (difference == 0)


def test_explanations_agree_or_differ_and_have_no_order() -> None:
    assert compared("g_model", "wear", "both") == Compared("wear", "both")
    assert Compared("wear", "both").difference is None
    assert Compared("both", "both").agree


@pytest.mark.parametrize("patient", [{"missing": "d"}, None, True, 11, "8", 7.5])
def test_a_reason_or_anything_else_is_no_answer(patient: object) -> None:
    assert compared("g_impact", 3, patient) is None


def test_what_is_no_matter_is_refused() -> None:
    with pytest.raises(KeyError):
        compared("g_date", 1, 1)
