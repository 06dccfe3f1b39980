"""A participant's rows as plain values, table by table: what a machine can read of the data handed over."""

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import BinaryField, Field, Model

from cohort.common.privacy import WITHHELD
from cohort.exports.person.fates import columns
from cohort.exports.person.paths import reached, rows
from cohort.members.models import Participant

Table = list[dict[str, Any]]


def told() -> tuple[type[Model], ...]:
    """The models whose rows are handed over: all that hold any of a participant."""
    return reached()


def tables(participant: Participant) -> Iterator[tuple[str, Table]]:
    """The name of each table with the participant's rows in it, in the order they were made."""
    for model in told():
        fields = [field for field in model._meta.concrete_fields if is_told(model, field)]
        found = rows(model, participant).order_by("pk").select_related()
        yield model._meta.db_table, [{field.name: value(row, field) for field in fields} for row in found]


def is_told(model: type[Model], field: "Field[Any, Any]") -> bool:
    """Whether a column is handed over: its class says so. Raises KeyError for one without a class.

    Left out besides: keys of rows, the participant in each row, and prints, which are handed over as files.
    """
    return columns(model)[field.name] not in WITHHELD and not (
        field.primary_key or isinstance(field, BinaryField) or field.related_model is Participant
    )


def value(row: Model, field: "Field[Any, Any]") -> Any:
    """A cell as JSON knows it; what a relation points to by its name where that is not a person's row too."""
    if field.related_model is not None and field.related_model not in told():
        related = getattr(row, field.name)
        return None if related is None else str(related)
    raw = getattr(row, field.attname)
    if isinstance(raw, datetime | date):
        return raw.isoformat()
    return str(raw) if isinstance(raw, UUID | Decimal) else raw
