"""`manage.py reapply_erasures`: after a restore, erase again whoever the list outside the database names."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from cohort.common import reach
from cohort.exports import erasure_list
from cohort.exports.actions import erase


class Command(BaseCommand):
    help = "Erase again whoever is in the list of erasures and present. Run it before anybody signs in."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", nargs="?", help="the list; without it, the setting ERASURES_LIST")

    def handle(self, *args: Any, **options: Any) -> None:
        file = Path(options["file"]) if options["file"] else erasure_list.place()
        try:
            lines = list(erasure_list.read(file))
        except (erasure_list.DamagedList, OSError, UnicodeDecodeError) as error:
            raise CommandError(f"{file}: {error}. Nothing was erased.") from error
        with reach.of_system():
            again = sum(erase.reapply(line) for line in lines)
        self.stdout.write(f"{len(lines)} in the list, {again} erased again")
