"""Read a list of regions, clusters or practices, from the server's own console."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import override

from cohort.members.actions import import_places
from cohort.members.places import faults
from cohort.members.places.sheet import read
from cohort.members.presenters.place_words import sentence

CONSOLE = "system:console"
LETTERS = 500  # bytes a line may have on average before the file is not even read
MOST_SHOWN = 50


class Command(BaseCommand):
    help = "Keep the regions, clusters or practices of a CSV file: all of it, or nothing where a line is wrong."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--dry", action="store_true", help="only say what would change")

    def handle(self, *args: Any, **options: Any) -> None:
        with override("en"):
            try:
                sheet = read(_bytes(options["file"]), most=settings.PLACES_MOST_LINES)
                if options["dry"]:
                    report = import_places.compare(sheet=sheet)
                else:
                    report = import_places.keep(sheet=sheet, by=CONSOLE)
            except faults.Unreadable as error:
                raise CommandError(sentence(error.fault)) from None
            except import_places.Faulty as error:
                raise CommandError(_told(error.faults)) from None
            if report.faults:
                raise CommandError(_told(tuple(report.faults)))
        counts = report.counts
        self.stdout.write(
            f"{report.kind}: {counts['new']} new, {counts['changed']} changed, {counts['same']} as before"
        )


def _bytes(file: Path) -> bytes:
    most = settings.PLACES_MOST_LINES * LETTERS
    try:
        with file.open("rb") as opened:
            content = opened.read(most + 1)
    except OSError as error:
        raise CommandError(f"{file} cannot be read: {error.strerror}") from None
    if len(content) > most:
        raise faults.Unreadable("too_large")
    return content


def _told(found: tuple[faults.Fault, ...]) -> str:
    lines = [sentence(fault) for fault in found[:MOST_SHOWN]]
    if len(found) > MOST_SHOWN:
        lines.append(f"… and {len(found) - MOST_SHOWN} more")
    return "Nothing has been kept:\n" + "\n".join(lines)
