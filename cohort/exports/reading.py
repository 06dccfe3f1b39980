"""Reading for a release: one frozen picture of the database, by a role that cannot see who anybody is."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection
from psycopg import sql

from cohort.members.models import Participant, Scope

REPORT_ROLE = "rygvej_report"
# Of the snapshot only. Sorting wide rows on disk and compiling a hundred small expressions took over half the time.
SETTINGS = {"statement_timeout": "30min", "work_mem": "128MB", "jit": "off"}

# The scopes that must all be a yes before an instrument of this kind leaves.
SCOPES: dict[str, tuple[Scope, ...]] = {
    "patient": (Scope.QUESTIONNAIRES,),
    "clinician": (Scope.QUESTIONNAIRES, Scope.RECORD),
    "diary": (Scope.QUESTIONNAIRES, Scope.DIARY),
    "interview": (Scope.QUESTIONNAIRES, Scope.INTERVIEWS),
}


class ReportRoleMissing(RuntimeError):
    """The role for reports exists, but this connection may not take it: nothing is read with more rights."""


@contextmanager
def snapshot() -> Iterator[Any]:
    """A cursor in a read-only repeatable-read transaction of its own connection, as `rygvej_report`.

    Where all is one role (no `rygvej_report`), that role reads. Raises ReportRoleMissing.
    """
    reader = connection.copy()
    try:
        reader.ensure_connection()
        with reader.connection.cursor() as cursor:
            cursor.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
            _take_report_role(cursor)
            for name, value in SETTINGS.items():
                cursor.execute("SELECT set_config(%s, %s, true)", [name, value])
            try:
                yield cursor
            finally:
                cursor.execute("ROLLBACK")
    finally:
        reader.close()


def _take_report_role(cursor: Any) -> None:
    cursor.execute("SELECT pg_has_role(session_user, oid, 'MEMBER') FROM pg_roles WHERE rolname = %s", [REPORT_ROLE])
    row = cursor.fetchone()
    if row is None:
        return
    if not row[0]:
        raise ReportRoleMissing(f"GRANT {REPORT_ROLE} TO the role of the worker")
    cursor.execute(sql.SQL("SET LOCAL ROLE {}").format(sql.Identifier(REPORT_ROLE)))


def consenting(kind: str) -> sql.Composable:
    """Condition on participant `p`: the latest decision on each scope that this kind of instrument asks for is yes.

    The consent gate's own queryset, as SQL: there is one rule, and this is not a second one.
    """
    conditions = []
    for scope in SCOPES[kind]:
        text, values = Participant.objects.consenting(scope).values("pk").query.sql_with_params()
        subquery = sql.SQL(text.replace("%s", "{}")).format(*map(sql.Literal, values))
        conditions.append(sql.SQL("p.id IN ({})").format(subquery))
    return sql.SQL(" AND ").join(conditions)
