"""Check that the audit is what was written: nothing changed, removed, added, moved or cut off."""

import time
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from cohort.audit import reading
from cohort.audit.actions.verify import verify
from cohort.audit.chain import Anchor, BadAnchor, Check, read_anchors
from cohort.common import reach

BAR = 40  # characters
MOST_TOLD = 10


class Command(BaseCommand):
    help = (
        "Check the whole audit against its chain and the anchors. Names the first bad row and ends with 1 if there is"
        " one. Runs as the role of worker or owner."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--anchors", metavar="FILE", type=Path, help="where anchors were kept; AUDIT_ANCHORS if none is named"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        anchors = self._anchors(options["anchors"])
        began = time.monotonic()
        with reach.of_system():
            self._total = max(reading.size(), 1)
            check = verify(anchors=anchors, progress=self._show)
        if self.stderr.isatty():
            self.stderr.write("")
        self.stdout.write(
            f"{check.rows:,} rows against {len(anchors):,} anchors in {time.monotonic() - began:.1f} seconds"
        )
        self._tell(check)

    def _tell(self, check: Check) -> None:
        """Raises CommandError where something is wrong, the first row first."""
        faults = check.faults()
        if faults:
            more = [f"and {len(faults) - MOST_TOLD:,} more"] if len(faults) > MOST_TOLD else []
            raise CommandError("\n".join(["The audit was tampered with.", *map(str, faults[:MOST_TOLD]), *more]))
        self.stdout.write("Nothing was changed, removed, added or moved.")

    def _anchors(self, named: Path | None) -> list[Anchor]:
        path = named or settings.AUDIT_ANCHORS
        if named is None and not path.exists():
            self.stdout.write(f"There are no anchors at {path}: an end that was cut off cannot be seen.")
            return []
        try:
            return read_anchors(path.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError, BadAnchor) as error:
            raise CommandError(f"The anchors at {path} cannot be read: {error}") from None

    def _show(self, rows: int) -> None:
        """The bar, where somebody watches."""
        if self.stderr.isatty():
            full = min(rows * BAR // self._total, BAR)
            self.stderr.write(f"\r[{'#' * full}{'.' * (BAR - full)}] {rows:,} rows", ending="")
