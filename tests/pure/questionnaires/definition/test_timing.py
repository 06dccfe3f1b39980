"""How long the instruments take, by the time model."""

from decimal import Decimal

from questionnaires.definition.load import read_folder
from questionnaires.definition.timing import minutes, seconds
from tests.pure.questionnaires.instruments import instrument, item, text, when

CONTENT = read_folder()


def test_each_type_has_its_seconds() -> None:
    types = ["boolean", "choice", "multi", "scale", "integer", "decimal", "date", "text"]
    found = {kind: seconds(instrument([item("q", kind)])) for kind in types}
    assert found == dict(zip(types, [3, 8, 15, 6, 6, 6, 6, 25], strict=True))
    assert seconds(instrument([item("q", "choice")], kind="clinician")) == 3
    assert seconds(instrument([item("q", "choice", seconds=60)])) == 60


def test_conditional_items_and_packs_count_only_when_asked_for() -> None:
    position = {"id": "rmdq_01", "type": "boolean", "label": text(), "pack": "rmdq"}
    definition = instrument([item("one"), item("more", "text", enable_when=when("one", "=", True)), position])
    assert seconds(definition) == 3
    assert seconds(definition, frozenset({"rmdq"})) == 6
    assert seconds(definition, everything=True) == 28
    assert minutes(definition, frozenset({"rmdq"}), everything=True) == Decimal("0.5")


def test_no_questionnaire_takes_longer_than_eight_minutes() -> None:
    baseline, week_2 = CONTENT["baseline_a"], CONTENT["week_2"]
    assert minutes(baseline, baseline.packs) <= 8
    assert minutes(baseline) <= 4
    assert Decimal("3.3") <= minutes(week_2) <= Decimal("3.9")
    assert all(minutes(one, one.packs, everything=True) < 20 for one in CONTENT.values())


def test_the_first_record_template_takes_ninety_seconds_at_most() -> None:
    assert seconds(CONTENT["gp_first"]) <= 90
