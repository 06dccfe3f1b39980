"""How a scale from 0 to 100 is shown: as a line, in numbers or as faces, by the person's own choice.

The value is one and the same from 0 to 100. How it was shown when it was given stands with it in the trail, because
what was given on a line and by faces is not to be pooled unseen (R72). Plain scales first: some felt that faces did
not take them seriously.
"""

from collections.abc import Iterable, Mapping

from questionnaires.definition.schema import DISPLAYS, Item
from questionnaires.engine.answers import Answers

LINE, NUMBER, FACES = "line", "number", "faces"
# The values that can be chosen; on a line it is every whole number.
PLACES: Mapping[str, tuple[int, ...]] = {
    NUMBER: tuple(range(0, 101, 10)),
    FACES: tuple(range(0, 101, 20)),
}


def display_of(item: Item, answers: Answers) -> str:
    """How the person wants this scale shown: by the answer of the item that `display` names, a line until then."""
    chosen = answers.get(item.display or "")
    return chosen if isinstance(chosen, str) and chosen in DISPLAYS else LINE


def nearest(display: str, value: int) -> int:
    """The place where a value is shown, half way the higher one; the value itself stays what it is."""
    places = PLACES[display]
    step = places[1]
    return min(places[-1], max(places[0], (value + step // 2) // step * step))


def switches(items: Iterable[Item]) -> dict[str, Item]:
    """The items of a page that are drawn as a switch beside a scale of the same page, by the name of that scale."""
    on_page = {item.id: item for item in items}
    return {item.id: on_page[item.display] for item in on_page.values() if item.display and item.display in on_page}


def told(item: Item | None, said: object) -> str | None:
    """How a page says it showed the item; None where it says nothing that can be true."""
    return said if item is not None and item.display and isinstance(said, str) and said in DISPLAYS else None
