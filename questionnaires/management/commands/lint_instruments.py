"""Read instruments with the plain-language linter and print what it found."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from questionnaires.definition.faults import DefinitionError
from questionnaires.definition.load import read, read_folder, read_plan_file
from questionnaires.plain_language import accepted
from questionnaires.plain_language.instruments import exempt, instruments
from questionnaires.plain_language.report import Report


class Command(BaseCommand):
    help = "Print what is not plain language in the named YAML files, or in every instrument that is shipped."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("paths", nargs="*", type=Path, metavar="path")

    def handle(self, *args: Any, **options: Any) -> None:
        shipped = read_folder()
        try:
            named = {one.slug: one for one in (read(_text(path), path.name) for path in options["paths"])}
        except DefinitionError as error:
            raise CommandError("\n".join(error.faults)) from error
        # A named file is read beside the shipped ones, so that a question asked elsewhere is found.
        asked = {**{slug: one for slug, one in shipped.items() if slug not in named}, **named}
        only = set(named or shipped)
        report = Report(
            findings=instruments(list(asked.values()), read_plan_file(), only),
            accepted=accepted.shipped(),
            exempt={slug: exempt(one) for slug, one in asked.items() if slug in only},
        )
        self.stdout.write("\n".join(report.lines()))
        if report.failed:
            raise CommandError("Some of these texts are not plain enough to be published.")


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CommandError(f"{path}: cannot be read as text ({type(error).__name__}).") from error
