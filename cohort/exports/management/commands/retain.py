"""`manage.py retain`: what is too old, counted; with --apply, removed."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from cohort.common import reach
from cohort.exports.actions import retain


class Command(BaseCommand):
    help = "Count what is older than the settings RETAIN_* allow; --apply removes it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--apply", action="store_true", help="remove it")

    def handle(self, *args: Any, **options: Any) -> None:
        with reach.of_system():
            counts = retain.retain(apply=options["apply"])
        for table, count in counts.items():
            self.stdout.write(f"{count:>8} {table}")
        self.stdout.write("removed" if options["apply"] else "counted only; --apply removes them")
