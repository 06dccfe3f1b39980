"""Whatever a licensed pack measures, a single question of our own measures as well, so no licence is ever needed."""

import pytest

from questionnaires.definition.load import read_folder

CONTENT = read_folder()
WAITING = sorted((slug, pack) for slug, one in CONTENT.items() for pack in one.packs)
# What a pack measures → our own single items of the same construct; any one of them counts.
OWN: dict[str, set[str]] = {
    "rmdq": {"impact_everyday"},  # function in daily life
    "psfs": {"impact_everyday"},
    "sbst": {"expect_3m", "worry"},  # outlook
    "eq5d": {"wellbeing"},  # quality of life
    "phq4": {"mind_tone"},  # distress
    "pseq2": {"coping"},  # belief in managing
}
# Answered days apart and read as one.
TOGETHER = ({"baseline_a", "baseline_b"}, {"month_12", "month_12b"})


def asked_with(slug: str) -> set[str]:
    """The items of our own that the instrument and the one it belongs to ask."""
    group = next((pair for pair in TOGETHER if slug in pair), {slug})
    return {item.id for one in group for item in CONTENT[one].items if item.pack is None}


def without_own(waiting: list[tuple[str, str]]) -> list[str]:
    return [f"{slug}: {pack}" for slug, pack in waiting if not OWN.get(pack, set()) & asked_with(slug)]


def test_every_pack_has_an_own_item_of_the_same_construct_beside_it() -> None:
    assert {pack for _, pack in WAITING} == OWN.keys()
    assert without_own(WAITING) == []


def test_a_pack_without_one_would_be_found() -> None:
    assert without_own([("baseline_a", "promis"), ("week_6", "eq5d")]) == ["baseline_a: promis", "week_6: eq5d"]


@pytest.mark.parametrize("name", sorted(set().union(*OWN.values())))
def test_an_own_item_needs_no_pack_and_no_other_answer(name: str) -> None:
    found = [item for one in CONTENT.values() for item in one.items if item.id == name]
    assert found
    assert all(item.source == "own" and item.text and item.enable_when is None for item in found)


def test_the_own_items_stand_wherever_the_course_is_measured() -> None:
    for slug in ("month_3", "month_6", "month_12"):
        assert {"impact_everyday", "wellbeing", "coping"} <= {item.id for item in CONTENT[slug].items}
