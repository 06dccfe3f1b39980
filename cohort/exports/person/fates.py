"""What becomes of a model's rows when somebody stops, decided by the classes of its columns."""

from enum import Enum
from typing import Any

from django.db.models import Model, TextField

from cohort.common.privacy import ColumnClass
from cohort.members.models import Erasure
from questionnaires.definition.schema import Definition
from questionnaires.models import Response

# These outlive the participant and know only the study number: the certificate, and what was done with the data.
OUTLIVE = frozenset({"audit.Entry", "members.Erasure"})
# What tells who somebody is, or lets in whoever holds it: the row goes with the identity.
IDENTITY = frozenset({"identifying", "access"})


class Fate(Enum):
    REMOVED = "removed"
    SCRUBBED = "scrubbed"  # the row stays, what somebody wrote in their own words goes
    STAYS = "stays"


def fate(model: type[Model], choice: str) -> Fate:
    """NOW removes whatever does not outlive the person. KEEP removes rows of the identity, and scrubs free text."""
    label = model._meta.label
    if label in OUTLIVE:
        return Fate.STAYS
    classes = columns(model)
    if choice == Erasure.Choice.NOW or not IDENTITY.isdisjoint(classes.values()):
        return Fate.REMOVED
    return Fate.SCRUBBED if "free_text" in classes.values() else Fate.STAYS


def columns(model: type[Model]) -> dict[str, ColumnClass]:
    """The class of each column. Raises KeyError for a model that has none: nobody may guess about a person's data."""
    classes: dict[str, ColumnClass] = vars(model)["columns"]
    return classes


def scrubbed(row: Model) -> dict[str, Any]:
    """The free-text columns of a row that hold something to remove, with what stays of them.

    Raises TypeError for a column that nobody has taught this to scrub.
    """
    changes: dict[str, Any] = {}
    for name in (name for name, kind in columns(type(row)).items() if kind == "free_text"):
        before = getattr(row, name)
        if isinstance(row, Response) and name == "answers":
            after: Any = without_words(row.version.definition, before)
        elif isinstance(row._meta.get_field(name), TextField):
            after = ""
        else:
            raise TypeError(f"{row._meta.label}.{name} is free text of a kind that cannot be scrubbed")
        if after != before:
            changes[name] = after
    return changes


def without_words(definition: Definition, answers: dict[str, Any]) -> dict[str, Any]:
    """The answers to questions that take no words of one's own; what the form does not know goes too."""
    coded = {item.id for item in definition.items if item.privacy == "pseudonymous"}
    return {name: value for name, value in answers.items() if name in coded}
