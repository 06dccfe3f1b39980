"""Take in wording packs from JSON files, all of them or none."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from cohort.common.errors import Refusal
from questionnaires.actions import load, packs
from questionnaires.definition.faults import DefinitionError


class Command(BaseCommand):
    help = "Take in the wording packs in the named JSON files, and show their words from their first day on."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("paths", nargs="+", type=Path, metavar="path")

    def handle(self, *args: Any, **options: Any) -> None:
        faults: list[str] = []
        told: list[str] = []
        with transaction.atomic():
            for path in options["paths"]:
                try:
                    pack = packs.add(text=path.read_text(encoding="utf-8"), by=load.SYSTEM, name=path.name)
                    told.append(f"added {pack}")
                except DefinitionError as error:
                    faults += [f"{path.name}: {fault}" for fault in error.faults]
                except Refusal as refusal:
                    faults.append(f"{path.name}: {refusal.sentence}")
                except (OSError, UnicodeDecodeError) as error:
                    faults.append(f"{path}: cannot be read as text ({type(error).__name__}).")
            if faults:
                raise CommandError("\n".join([*faults, "Nothing was added."]))
        for line in told:
            self.stdout.write(line)
