"""Every number of the pathway, person and movement requirements is named by a variable of the shipped files."""

from questionnaires.definition.codebook import variables
from questionnaires.definition.load import read_folder

CONTENT = read_folder()
ASKED = {f"R{number}" for number in range(26, 62)}
NAMED = {number for one in CONTENT.values() for variable in variables(one) for number in variable.covers}
# Numbers that no variable names, and why. The set only shrinks.
NOT_ASKED = {"R36": "a timeline drawn from the answers to the other numbers; nobody is asked for it"}


def test_every_number_is_named_by_a_variable_or_has_its_reason() -> None:
    assert NOT_ASKED.keys() == ASKED - NAMED


def test_feedback_on_the_form_is_named() -> None:
    assert "R104" in NAMED
