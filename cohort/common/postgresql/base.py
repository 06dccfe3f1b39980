"""The connection: where an outermost transaction begins, the reach is written into it.

Statements of the hottest pages are prepared: the database then plans them once for each connection and not once for
each visit, which with row-level security takes longer than running them.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db.backends.postgresql import base, operations

from cohort.common import reach


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

    def prepared(self) -> Any:
        """A cursor whose statements are prepared when they are first asked; it counts as one of Django's."""
        self.ensure_connection()
        with self.wrap_database_errors:
            return self._prepare_cursor(self._binding_cursor())  # type: ignore[attr-defined]

    def _binding_cursor(self) -> Any:
        self.create_cursor().close()  # refuses where it has to
        return base.ServerBindingCursor(self.connection)  # type: ignore[call-arg]

    def create_cursor(self, name: str | None = None) -> Any:
        """Refuse a statement of the program's own work outside a transaction: it would find no row, and say nothing."""
        if reach.is_whole() and self.get_autocommit() and not self._looks_at_the_server:
            raise reach.OutsideTransaction("work for the whole is done in transactions: use transaction.atomic")
        return super().create_cursor(name)

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
