"""The connection: where an outermost transaction begins, the reach is written into it."""

from typing import Any

from django.db.backends.postgresql import base

from cohort.common import reach


class DatabaseWrapper(base.DatabaseWrapper):
    def create_cursor(self, name: str | None = None) -> Any:
        """Refuse a statement of the program's own work outside a transaction: it would find no row, and say nothing."""
        if self.get_autocommit() and reach.is_whole():
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
