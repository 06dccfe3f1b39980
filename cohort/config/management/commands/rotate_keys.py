"""Bring everything sealed under the newest key, so that an older one may go. How, stands in docs/operate/keys.md."""

import time
from collections.abc import Callable
from functools import partial
from typing import Any

from cryptography.fernet import InvalidToken
from django.core.management.base import BaseCommand, CommandError, CommandParser

from cohort.common import reach
from cohort.common.identity import rotation
from cohort.common.identity.rotation import Count, Table
from cohort.members.actions import rekey

# Where a library keeps sealed values inside JSON: secrets of second factors (cohort/accounts/adapter.py).
WITHIN_JSON = ("mfa.Authenticator.data",)
PASSES = 5
PAUSE_SECONDS = 0.5
BAR = 40  # characters


class Command(BaseCommand):
    help = (
        "Seal again under the first of FIELD_KEYS what another key has sealed; with --lookup, write again under the"
        " first LOOKUP_KEY the hashes people are found by. Runs beside everything else, as the role of worker or"
        " owner; may be killed and started again. Ends with 1 while any row needs another key than the first."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="change nothing: say what needs another key")
        parser.add_argument("--lookup", action="store_true", help="the hashes people are found by")
        parser.add_argument("--batch", type=int, default=0, metavar="ROWS", help="rows written at once")

    def handle(self, *args: Any, **options: Any) -> None:
        everything = rotation.tables(WITHIN_JSON)
        write, batch = not options["check"], max(options["batch"], 0)
        with reach.of_system():
            if not all(map(rotation.sees_all, everything)):
                raise CommandError("This role of the database does not reach every row: run it as owner or worker.")
            if options["lookup"]:
                left = self._hashes(write, batch)
            else:
                left = sum(self._sealed(table, write, batch) for table in everything)
        if left:
            raise CommandError(f"{left:,} rows need another key than the first: keep that key.", returncode=1)
        self.stdout.write("No row needs another key than the first.")

    def _sealed(self, table: Table, write: bool, batch: int) -> int:
        return self._table(table.name, rotation.size(table), write, partial(rotation.rotate, table, batch=batch))

    def _hashes(self, write: bool, batch: int) -> int:
        try:
            return self._table("hashes people are found by", rekey.size(), write, partial(rekey.rewrite, batch=batch))
        except InvalidToken:
            raise CommandError("No key opens some row: rotate_keys --check names it.") from None

    def _table(self, name: str, total: int, write: bool, work: Callable[..., Count]) -> int:
        """Work through one table, again as long as rows are held by others; how many rows need another key."""
        began = time.monotonic()
        self._name, self._total = name, max(total, 1)
        count = work(write=write, progress=self._show)
        newest, again = count.newest, count.again
        for _ in range(PASSES - 1):
            if not (write and count.left):
                break
            time.sleep(PAUSE_SECONDS)
            count = work(write=write, progress=self._show)
            again += count.again
        if self.stderr.isatty():
            self.stderr.write("")
        self.stdout.write(
            f"{name}: {count.rows:,} rows; {newest:,} were under the newest key already, {again:,} sealed again,"
            f" {count.left:,} left ({time.monotonic() - began:.1f} seconds)"
        )
        for key in count.unreadable[:BAR]:
            self.stdout.write(f"{name}: no key opens row {key}")
        return count.left + len(count.unreadable)

    def _show(self, count: Count) -> None:
        """The bar, where somebody watches."""
        if self.stderr.isatty():
            full = min(count.rows * BAR // self._total, BAR)
            self.stderr.write(f"\r[{'#' * full}{'.' * (BAR - full)}] {self._name}: {count.rows:,} rows", ending="")
