"""Rows of several tables in one statement, where none of them refers to another of them.

Every table's own row-level security, constraints and triggers act as they do for a statement of its own. The rows of
one statement do not see each other: what they hang on is there before. Nothing is read back, so no row learns its key.
"""

from collections.abc import Iterable

from django.db import connection, models
from django.db.models.sql import InsertQuery

from cohort.common.postgresql.prepared import prepared


def insert_together(rows: Iterable[models.Model]) -> None:
    """Add these new rows. Raises IntegrityError and whatever else the database has against one of them."""
    by_model: dict[type[models.Model], list[models.Model]] = {}
    for row in rows:
        by_model.setdefault(type(row), []).append(row)
    parts, values = [], []
    for model, those in by_model.items():
        query = InsertQuery(model)
        fields = [field for field in model._meta.concrete_fields if not isinstance(field, models.AutoField)]
        query.insert_values(fields, those)
        [(text, given)] = query.get_compiler(connection=connection).as_sql()
        parts.append(text)
        values += given
    *first, last = parts
    named = ", ".join(f"part_{number} AS ({text})" for number, text in enumerate(first))
    with prepared() as cursor:  # the policies of all these tables take longer to plan than to run
        cursor.execute(f"WITH {named} {last}" if first else last, values)
