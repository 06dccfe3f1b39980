"""The one description that every format reads."""

from questionnaires.definition.codebook import variables
from tests.pure.questionnaires.instruments import instrument, item, text, when


def test_a_variable_says_all_that_a_format_needs() -> None:
    definition = instrument(
        [item("pain", "scale", covers=["R37"], unit=text("points"), pair="theirs")],
        [item("where", "multi", zone="research_only", enable_when=when("pain", ">", 0)), item("note", "text")],
    )
    pain, where, note = variables(definition)
    assert (pain.name, pain.instrument, pain.section, pain.page) == ("pain", "sample", "only", "page_1")
    assert (pain.type, pain.min, pain.max, pain.covers) == ("scale", 0, 10, ("R37",))
    assert (pain.pair, where.pair) == ("theirs", None)
    assert pain.unit is not None
    assert (pain.unit.en, pain.label.da) == ("en points", "da word")
    assert pain.question is not None
    assert pain.question.within("da") == "da question"
    assert pain.question.within("de") == "en question"
    assert where.codes == ("a", "b", "c", "none")
    assert (where.zone, where.privacy, where.page) == ("research_only", "pseudonymous", "page_2")
    assert where.enable_when is not None
    assert (note.privacy, note.max_length, note.codes) == ("free_text", 20, ())


def test_positions_of_a_pack_have_a_label_but_no_question() -> None:
    position = {"id": "rmdq_01", "type": "boolean", "label": text("position"), "pack": "rmdq"}
    (variable,) = variables(instrument([position]))
    assert (variable.pack, variable.question, variable.label.en) == ("rmdq", None, "en position")
