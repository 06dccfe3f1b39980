"""How a scale from 0 to 100 is shown, by whose choice, and where a value stands in each way."""

import pytest

from questionnaires.definition.schema import Definition
from questionnaires.engine.answers import Value
from questionnaires.engine.display import FACES, LINE, NUMBER, PLACES, display_of, nearest, switches, told
from tests.pure.questionnaires.instruments import instrument, item, options

SCALE = item("ache", "scale", min=0, max=100, display="shown")
CHOICE = item("shown", "choice", options=options("line", "number", "faces"))


def both(*, apart: bool = False) -> Definition:
    return instrument([SCALE], [CHOICE]) if apart else instrument([SCALE, CHOICE])


@pytest.mark.parametrize(
    ("answers", "display"),
    [
        ({}, LINE),
        ({"shown": "faces"}, FACES),
        ({"shown": "number"}, NUMBER),
        ({"shown": "line"}, LINE),
        ({"shown": "smoke"}, LINE),
        ({"shown": ["faces"]}, LINE),
        ({"shown": {"missing": "p"}}, LINE),
    ],
)
@pytest.mark.covers("R72")
def test_a_plain_line_until_the_person_chooses(answers: dict[str, Value], display: str) -> None:
    assert display_of(both().items[0], answers) == display


@pytest.mark.parametrize(
    ("display", "value", "place"),
    [
        *((NUMBER, value, place) for value, place in ((37, 40), (34, 30), (35, 40), (100, 100), (0, 0))),
        *((FACES, value, place) for value, place in ((9, 0), (10, 20), (37, 40), (95, 100), (100, 100), (7000, 100))),
    ],
)
def test_a_value_is_shown_at_the_nearest_place(display: str, value: int, place: int) -> None:
    assert nearest(display, value) == place


def test_the_places_are_eleven_numbers_and_six_faces() -> None:
    assert PLACES[NUMBER] == (0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100)
    assert PLACES[FACES] == (0, 20, 40, 60, 80, 100)


def test_the_choice_is_a_switch_where_it_stands_on_the_same_page() -> None:
    definition = both()
    assert switches(definition.pages[0].items) == {"ache": definition.item("shown")}
    assert switches(both(apart=True).pages[0].items) == {}


def test_a_page_is_believed_only_where_it_can_be_true() -> None:
    scale, choice = both().items
    assert told(scale, "faces") == "faces"
    assert [told(scale, said) for said in ("page", "", None, 3, ["line"], {})] == [None] * 6
    assert told(choice, "line") is None
    assert told(None, "line") is None
