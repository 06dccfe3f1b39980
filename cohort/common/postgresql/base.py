"""The connection: where an outermost transaction begins, the reach is written into it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db.backends.postgresql import base

from cohort.common import reach


class DatabaseWrapper(base.DatabaseWrapper):
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
