"""Publish instruments and plans from YAML files, all of them or none."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from cohort.common.errors import Refusal
from questionnaires.actions import load
from questionnaires.definition.faults import DefinitionError
from questionnaires.definition.load import CONTENT, PLAN_FILE


class Command(BaseCommand):
    help = "Publish the named YAML files (a plan is called plan.yaml), or everything that is shipped."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("paths", nargs="*", type=Path, metavar="path")

    def handle(self, *args: Any, **options: Any) -> None:
        paths = options["paths"] or sorted(CONTENT.glob("*.yaml"), key=lambda path: path.name == PLAN_FILE)
        faults: list[str] = []
        told: list[str] = []
        with transaction.atomic():
            for path in paths:
                try:
                    told.append(self.load(path))
                except DefinitionError as error:
                    faults += error.faults
                except Refusal as refusal:
                    faults.append(f"{path.name}: {refusal.sentence}")
                except (OSError, UnicodeDecodeError) as error:
                    faults.append(f"{path}: cannot be read as text ({type(error).__name__}).")
            if faults:
                raise CommandError("\n".join([*faults, "Nothing was published."]))
        for line in told:
            self.stdout.write(line)

    def load(self, path: Path) -> str:
        """Publish one file; what there is to say about it."""
        text = path.read_text(encoding="utf-8")
        if path.name == PLAN_FILE:
            new: object | None = load.load_plan(text, by=load.SYSTEM)
        else:
            new = load.load(text, by=load.SYSTEM, name=path.name)
        return f"published {new}" if new else f"{path.name} is published already"
