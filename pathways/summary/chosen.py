"""What a person chose, in the form's own words: options, and their own words in place of "something else"."""

from dataclasses import dataclass

from pathways.summary.picture import Picture
from questionnaires.definition.schema import Item
from questionnaires.engine.answers import Value

MOST_SHOWN = 3  # R88: three first, the rest behind "more"
OTHER = "other"


@dataclass(frozen=True)
class Chosen:
    """At most three to begin with, and the rest."""

    first: tuple[str, ...] = ()
    rest: tuple[str, ...] = ()

    @property
    def all(self) -> tuple[str, ...]:
        return self.first + self.rest


def chosen(picture: Picture, item_id: str, language: str) -> Chosen:
    """What the patient chose latest; what excludes the others ("nothing") counts as nothing chosen."""
    found = picture.latest(item_id)
    if found is None:
        return Chosen()
    labels = labels_of(found[0], found[1], language, own_words=own_words(picture, item_id))
    return Chosen(tuple(labels[:MOST_SHOWN]), tuple(labels[MOST_SHOWN:]))


def good_for_back(picture: Picture, language: str) -> Chosen:
    """What the back likes, by the person's own experience: their own line, what eases the pain, what they do for it."""
    own = text_of(picture, "selfcare_text")
    found = [own] if own else []
    for item_id in ("pain_easers", "selfcare"):
        found += chosen(picture, item_id, language).all
    said = list(dict.fromkeys(found))
    return Chosen(tuple(said[:MOST_SHOWN]), tuple(said[MOST_SHOWN:]))


def own_words(picture: Picture, item_id: str) -> str:
    """The free line beside an item, if it was answered."""
    found = picture.latest(f"{item_id}_text")
    return " ".join(str(found[1]).split()) if found else ""


def labels_of(item: Item, value: Value, language: str, *, own_words: str = "") -> list[str]:
    """Labels of the chosen options in the order of the form."""
    codes = value if isinstance(value, list) else [value]
    labels = []
    for option in item.options:
        if option.code in codes and not option.exclusive:
            labels.append(own_words if option.code == OTHER and own_words else option.label.within(language))
    return labels


def text_of(picture: Picture, item_id: str) -> str:
    """The latest free text of an item on one line; empty where there is none."""
    found = picture.latest(item_id)
    return " ".join(str(found[1]).split()) if found else ""
