"""The connection: where an outermost transaction begins, the reach is written into it.

Statements of the hottest pages are prepared: the database then plans them once for each connection and not once for
each visit, which with row-level security takes longer than running them.
"""

import select
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from django.db.backends.postgresql import base, operations
from psycopg_pool import ConnectionPool

from cohort.common import reach


def _works(connection: psycopg.Connection) -> bool:
    """Whether the server is still at the other end, without asking it where it has said nothing.

    A server that ends, or ends a connection, says so or closes the line, and then there is something to read.
    """
    line = select.poll()
    line.register(connection.fileno(), select.POLLIN)
    if not line.poll(0):
        return True
    try:
        ConnectionPool.check_connection(connection)
    except psycopg.Error:
        return False
    return True


class DatabaseOperations(operations.DatabaseOperations):
    def last_executed_query(self, cursor: Any, sql: Any, params: Any) -> Any:
        """What a log of statements shows; of a prepared one its text, without values."""
        return super().last_executed_query(cursor, sql, params) or sql


class DatabaseWrapper(base.DatabaseWrapper):
    ops_class = DatabaseOperations
    _looks_at_the_server = False

    @contextmanager
    def temporary_connection(self) -> Iterator[Any]:
        """What Django itself asks the server, such as its version, reads no rows."""
        self._looks_at_the_server = True
        try:
            with super().temporary_connection() as cursor:
                yield cursor
        finally:
            self._looks_at_the_server = False

    def get_connection_params(self) -> dict[str, Any]:
        """Only cursors that bind at the server prepare anything, and Django's own do not."""
        params: dict[str, Any] = super().get_connection_params()
        return params | {"prepare_threshold": 0}

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """A connection that works. The pool replaces those that do not."""
        while True:
            connection = super().get_new_connection(conn_params)
            if _works(connection):
                return connection
            connection.close()
            self.pool.putconn(connection)

    def prepared(self) -> Any:
        """A cursor whose statements are prepared when they are first asked; it counts as one of Django's."""
        self.ensure_connection()
        with self.wrap_database_errors:
            self._refuse_outside_a_transaction()
            cursor = base.ServerBindingCursor(self.connection)  # type: ignore[call-arg]
            return self._prepare_cursor(cursor)  # type: ignore[attr-defined]

    def create_cursor(self, name: str | None = None) -> Any:
        self._refuse_outside_a_transaction()
        return super().create_cursor(name)

    def _refuse_outside_a_transaction(self) -> None:
        """A statement of the program's own work outside a transaction would find no row, and say nothing."""
        if reach.is_whole() and self.get_autocommit() and not self._looks_at_the_server:
            raise reach.OutsideTransaction("work for the whole is done in transactions: use transaction.atomic")

    def set_autocommit(self, autocommit: bool, force_begin_transaction_with_broken_autocommit: bool = False) -> None:
        """Leaving autocommit is how Django begins an outermost transaction; savepoints inherit its settings."""
        super().set_autocommit(autocommit, force_begin_transaction_with_broken_autocommit)
        if autocommit or not reach.is_to_be_told():
            return
        try:
            reach.tell(self)
        except BaseException:
            self.close()  # or the next block would take the half-begun transaction for its own
            raise
