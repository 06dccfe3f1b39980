"""Publish instruments and plans from YAML files, all of them or none.

The gate is that of drafts, without the board: what fails in plain language blocks, and every warning stands in
accepted.yaml with its reason. Files of the repository are signed off by their review. `load.load_shipped`, which sets
up a database, asks nothing: `make check` has read what is shipped, and reading it again would only cost time.
"""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from cohort.common.errors import Refusal
from questionnaires.actions import load
from questionnaires.definition.faults import DefinitionError
from questionnaires.definition.load import CONTENT, PLAN_FILE, read, read_folder, read_plan_file
from questionnaires.plain_language import accepted, report
from questionnaires.plain_language.instruments import instruments


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
            if not faults:
                faults = self.not_plain(paths)
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

    def not_plain(self, paths: list[Path]) -> list[str]:
        """What is not plain enough in the files, and not accepted: read beside everything that is shipped."""
        texts = [(path.name, path.read_text(encoding="utf-8")) for path in paths if path.name != PLAN_FILE]
        named = {one.slug: one for one in (read(text, name) for name, text in texts)}
        # Shipped files keep the order of their folder, others come last: a pair is said at the later of two places.
        found = instruments(list({**read_folder(), **named}.values()), read_plan_file(), set(named))
        return [report.line(finding) for finding in accepted.open_findings(found, accepted.shipped())]
