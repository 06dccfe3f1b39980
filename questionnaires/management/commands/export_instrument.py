"""Write a published instrument as a FHIR Questionnaire, a REDCap data dictionary or an XLSForm."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from questionnaires.definition.schema import Definition
from questionnaires.interchange import (
    fhir_out,
    fhir_terms,
    notes,
    redcap_out,
    redcap_terms,
    xlsform_out,
    xlsform_terms,
)
from questionnaires.models import Version


def _fhir(definition: Definition, language: str) -> bytes:
    return (json.dumps(fhir_out.write(definition, language), ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def _redcap(definition: Definition, language: str) -> bytes:
    return redcap_out.write(definition, language).encode("utf-8")


WRITERS: Mapping[str, tuple[Callable[[Definition, str], bytes], Mapping[str, str]]] = {
    "fhir": (_fhir, fhir_terms.NOT_HELD),
    "redcap": (_redcap, redcap_terms.NOT_HELD),
    "xlsform": (xlsform_out.write, xlsform_terms.NOT_HELD),
}


class Command(BaseCommand):
    help = "Write a published instrument in a format of other programs; what the format cannot hold goes to stderr."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slug")
        parser.add_argument("--format", required=True, choices=list(WRITERS))
        parser.add_argument("--number", type=int, help="the version; the newest without it")
        parser.add_argument("--language", choices=("da", "en"), default="da", help="the main, or only, language")
        parser.add_argument("--output", type=Path, help="the file to write; a workbook needs one")

    def handle(self, *args: Any, **options: Any) -> None:
        definition = self.definition(options["slug"], options["number"])
        write, not_held = WRITERS[options["format"]]
        if options["format"] == "xlsform" and options["output"] is None:
            raise CommandError("An XLSForm is a workbook; name a file with --output.")
        content = write(definition, options["language"])
        if options["output"]:
            try:
                options["output"].write_bytes(content)
            except OSError as error:
                raise CommandError(f"{options['output']}: cannot be written ({type(error).__name__}).") from error
        else:
            self.stdout.write(content.decode("utf-8"), ending="")
        for line in notes.lines(definition, not_held):
            self.stderr.write(line)

    def definition(self, slug: str, number: int | None) -> Definition:
        """The published version of that number, the newest without one."""
        try:
            if number is None:
                return Version.objects.current(slug).definition
            return Version.objects.get(instrument__slug=slug, number=number).definition
        except Version.DoesNotExist as error:
            wanted = slug if number is None else f"{slug} {number}"
            raise CommandError(f"{wanted} is not published; load_instruments publishes the files.") from error
