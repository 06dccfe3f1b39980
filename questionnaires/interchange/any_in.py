"""An upload in any format we read, as the YAML of a file of ours and what could not be taken."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from questionnaires.definition.schema import Language
from questionnaires.definition.yaml_out import to_yaml
from questionnaires.interchange import fhir_in, redcap_in, xlsform_in
from questionnaires.interchange.report import Imported

Format = Literal["yaml", "fhir", "redcap", "xlsform"]
FORMATS: tuple[Format, ...] = get_args(Format)
ENDINGS: Mapping[str, Format] = {
    "yaml": "yaml",
    "yml": "yaml",
    "json": "fhir",
    "csv": "redcap",
    "xlsx": "xlsform",
}


@dataclass(frozen=True)
class Taken:
    """`text` is empty where nothing could be made of it; `lines` say what was not taken as it stood."""

    text: str
    lines: tuple[str, ...] = ()


def format_of(file_name: str) -> Format | None:
    """What a file is by its ending; None for another ending."""
    return ENDINGS.get(file_name.rpartition(".")[2].lower())


def take(content: bytes, kind: Format, language: Language = "da") -> Taken:
    """The upload as YAML. YAML itself stays as it was written; `language` is that of a data dictionary."""
    if kind == "xlsform":
        return _written(xlsform_in.read(content))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return Taken("", ("the file: expected is text in UTF-8; save it so and try again.",))
    if kind == "yaml":
        return Taken(text)
    return _written(fhir_in.read(text) if kind == "fhir" else redcap_in.read(text, language=language))


def _written(imported: Imported) -> Taken:
    return Taken(to_yaml(imported.definition) if imported.definition else "", imported.lines)
