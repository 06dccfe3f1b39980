"""The codebook of a release: one line for each column of each file, and for each variable that stays inside."""

import csv
import io
import re
from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import override

from cohort.exports.columns import FORMULA, Column
from cohort.exports.queries import REASONS, Source
from questionnaires.definition.codebook import Variable
from questionnaires.definition.schema import Text

HEADER = (
    "file", "column", "variable", "included", "type", "label_da", "label_en", "question_da", "question_en",
    "options_da", "options_en", "min", "max", "unit_da", "unit_en", "privacy", "zone", "pair", "versions",
)  # fmt: skip

_LANGUAGES = ("da", "en")
_FORMULA = re.compile(FORMULA)


def codebook(sources: list[Source]) -> bytes:
    """The whole codebook as CSV in UTF-8."""
    text = io.StringIO()
    writer = csv.DictWriter(text, HEADER, restval="", lineterminator="\n")
    writer.writeheader()
    for source in sources:
        writer.writerows(map(_inert, _of_instrument(source)))
    writer.writerows(map(_inert, _of_tables(sources)))
    return text.getvalue().encode()


def _of_instrument(source: Source) -> Iterator[dict[str, object]]:
    for name, kind in _of_rows(source).items():
        yield _plain(source.file, name, kind)
    for column in source.columns.included:
        yield _line(source.file, column.variable) | {
            "column": column.name,
            "included": 1,
            "type": "boolean" if column.option else column.variable.type,
            "versions": " ".join(map(str, sorted(column.versions))),
            **_meaning(column),
        }
    for variable in source.columns.left_out:
        yield _line(source.file, variable) | {"included": 0}


def _of_rows(source: Source) -> dict[str, str]:
    if source.is_of_staff:
        return STAFF_COLUMNS
    return DIARY_COLUMNS if source.is_diary else ANSWER_COLUMNS


def _of_tables(sources: list[Source]) -> Iterator[dict[str, object]]:
    tables = {
        "participants.csv": PARTICIPANT_COLUMNS,
        "scores.csv": SCORE_COLUMNS,
        "missing.csv": MISSING_COLUMNS,
        "confirmed.csv": CONFIRMED_COLUMNS,
    }
    for file, names in tables.items():
        for name, kind in names.items():
            yield _plain(file, name, kind)


def _line(file: str, variable: Variable) -> dict[str, object]:
    line: dict[str, object] = {
        "file": file,
        "variable": variable.name,
        "type": variable.type,
        "min": "" if variable.min is None else variable.min,
        "max": "" if variable.max is None else variable.max,
        "privacy": variable.privacy,
        "zone": variable.zone,
        "pair": variable.pair or "",
    }
    for language in _LANGUAGES:
        line[f"label_{language}"] = variable.label.within(language)
        line[f"question_{language}"] = _words(variable.question, language)
        line[f"unit_{language}"] = _words(variable.unit, language)
    return line


def _meaning(column: Column) -> dict[str, object]:
    """What the values of a column stand for; a column of a multi says which option it is."""
    found: dict[str, object] = {}
    for language in _LANGUAGES:
        if column.option is not None:
            label = f"{column.variable.label.within(language)}: {column.option.label.within(language)}"
            found[f"label_{language}"] = label
        with override(language):
            found[f"options_{language}"] = _options(column, language)
    return found


def _options(column: Column, language: str) -> str:
    if column.option is not None or column.variable.type == "boolean":
        return "0={}; 1={}".format(_("No"), _("Yes"))
    return "; ".join(f"{option.code}={option.label.within(language)}" for option in column.variable.options)


def _words(text: Text | None, language: str) -> str:
    return text.within(language) if text else ""


def _plain(file: str, name: str, kind: str) -> dict[str, object]:
    """A column that is about the row, not an answer."""
    line: dict[str, object] = {"file": file, "column": name, "included": 1, "type": kind, "privacy": "pseudonymous"}
    for language in _LANGUAGES:
        with override(language):
            line[f"label_{language}"] = _meanings()[name]
    return line


def _inert(line: dict[str, object]) -> dict[str, object]:
    """The line as a spreadsheet may open it; numbers stay numbers."""
    return {
        name: f"'{value}" if isinstance(value, str) and _FORMULA.match(value) else value for name, value in line.items()
    }


ANSWER_COLUMNS = {
    "participant": "text", "wave": "text", "respondent": "text", "version": "integer", "response": "uuid",
    "started_at": "datetime", "submitted_at": "datetime",
}  # fmt: skip
DIARY_COLUMNS = {
    "participant": "text", "wave": "text", "respondent": "text", "version": "integer", "response": "uuid",
    "day": "date", "started_at": "datetime", "submitted_at": "datetime",
}  # fmt: skip
# Of what doctors answer about their own work: nothing that leads to a practice or to a participant.
STAFF_COLUMNS = {"doctor": "uuid", "year": "integer", "version": "integer", "response": "uuid"}
PARTICIPANT_COLUMNS = {"participant": "text", "channel": "text", "way": "text", "gp_record": "boolean"}
SCORE_COLUMNS = {
    "participant": "text", "wave": "text", "instrument": "text", "response": "uuid", "score": "text",
    "value": "decimal", "band": "text", "rule": "text", "answered": "integer",
}  # fmt: skip
MISSING_COLUMNS = {
    "participant": "text", "wave": "text", "instrument": "text", "response": "uuid", "variable": "text",
    "missing": "text",
}  # fmt: skip

# Each row an answer proposed from an earlier questionnaire and left as it was.
CONFIRMED_COLUMNS = {
    "participant": "text", "wave": "text", "instrument": "text", "response": "uuid", "variable": "text",
}  # fmt: skip


def _meanings() -> dict[str, str]:
    """The columns about rows in words, in the language that is active."""
    return {
        "participant": _("Study number of the participant"),
        "channel": _("How the participant heard of the study and came in; empty where nobody knows"),
        "way": _("Way of taking part: online, or office for phone and paper"),
        "gp_record": _("1 where the participant's practice takes part and may write about them; 0: no GP record"),
        "wave": _("Time point of the plan; empty for what belongs to none"),
        "respondent": _("Who answered: participant or clinician"),
        "version": _("Version of the instrument"),
        "response": _("Identifier of the response; joins the files"),
        "doctor": _("Code of the doctor, the same from year to year; leads to no practice and no participant"),
        "year": _("Year in which the doctor answered"),
        "day": _("Day that the entry is about; of a weekly one the Monday"),
        "started_at": _("When the first answer was given (UTC)"),
        "submitted_at": _("When the answers were submitted (UTC)"),
        "instrument": _("Instrument; the file of answers has the same name"),
        "score": _("Name of the score"),
        "value": _("Value of the score; empty when too little was answered"),
        "band": _("Group that the value falls into"),
        "rule": _("Edition of the scoring rule"),
        "answered": _("Number of questions the score rests on"),
        "variable": _("Variable that the row is about"),
        "missing": _("Reason: {reasons}").format(reasons=", ".join(REASONS.values())),
    }
