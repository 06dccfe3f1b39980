"""Read an instrument of another program and print it as a file of ours, to be reviewed like every other one."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from questionnaires.definition.yaml_out import to_yaml
from questionnaires.interchange import fhir_in, redcap_in, xlsform_in
from questionnaires.interchange.report import Imported


class Command(BaseCommand):
    help = "Print the YAML of an instrument in another format; what was not taken as it stood goes to stderr."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("path", type=Path)
        parser.add_argument("--format", required=True, choices=("fhir", "redcap", "xlsform"))
        parser.add_argument("--language", choices=("da", "en"), default="da", help="of a data dictionary")
        parser.add_argument("--other", type=Path, help="the same data dictionary in the other language")
        parser.add_argument("--slug", default="", help="the form to take from a data dictionary with several")

    def handle(self, *args: Any, **options: Any) -> None:
        imported = self.imported(**options)
        for line in imported.lines:
            self.stderr.write(line)
        if imported.definition is None:
            raise CommandError("Nothing could be made of this file.")
        self.stdout.write(to_yaml(imported.definition), ending="")

    def imported(self, **options: Any) -> Imported:
        path, kind = options["path"], options["format"]
        if kind == "xlsform":
            return xlsform_in.read(_bytes(path))
        if kind == "fhir":
            return fhir_in.read(_text(path))
        other = _text(options["other"]) if options["other"] else None
        return redcap_in.read(_text(path), slug=options["slug"], language=options["language"], other=other)


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise CommandError(f"{path}: cannot be read ({type(error).__name__}).") from error


def _text(path: Path) -> str:
    try:
        return _bytes(path).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise CommandError(f"{path}: expected is text in UTF-8; save it so and try again.") from error
