"""From YAML text to a checked definition or plan; every fault says where it is and what is expected."""

import json
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from questionnaires.definition import bank
from questionnaires.definition.faults import DefinitionError, sentences
from questionnaires.definition.plan import Plan
from questionnaires.definition.positions import expanded
from questionnaires.definition.schema import Definition
from questionnaires.definition.yaml_text import read_mapping

CONTENT = Path(__file__).resolve().parent.parent / "content"
PLAN_FILE = "plan.yaml"
Model = TypeVar("Model", bound=BaseModel)


def read(text: str, name: str) -> Definition:
    """The instrument written in that YAML text, with the bank's items; `name` is what faults call the file."""
    document = read_mapping(text, name)
    try:
        written_out = expanded(bank.taken_in(document, bank.shipped()))
    except ValueError as error:
        raise DefinitionError(name, [f"{name}: {error}"]) from error
    return from_document(written_out, name)


def from_document(document: object, name: str = "version") -> Definition:
    """The instrument in a stored JSON document, positions already written out."""
    return _checked(Definition, document, name)


def to_document(definition: Definition) -> dict[str, object]:
    """The JSON document a version stores; what has its default value is left out."""
    return definition.model_dump(mode="json", exclude_defaults=True)


def read_plan(text: str, name: str = PLAN_FILE) -> Plan:
    """The plan written in that YAML text."""
    return _checked(Plan, read_mapping(text, name), name)


def read_folder(folder: Path = CONTENT) -> dict[str, Definition]:
    """Every instrument of a folder by its slug; the file bears the slug as its name."""
    definitions: dict[str, Definition] = {}
    for path in sorted(folder.glob("*.yaml")):
        if path.name == PLAN_FILE:
            continue
        definition = read(path.read_text(encoding="utf-8"), path.name)
        if definition.slug != path.stem:
            fault = f"{path.name}: the slug is {definition.slug}; expected is the name of the file, {path.stem}."
            raise DefinitionError(path.name, [fault])
        definitions[definition.slug] = definition
    return definitions


def read_plan_file(folder: Path = CONTENT) -> Plan:
    """The plan of a folder."""
    return read_plan((folder / PLAN_FILE).read_text(encoding="utf-8"))


def _checked(model: type[Model], document: object, name: str) -> Model:
    try:
        # Through JSON: strict rules read a list where the model holds a tuple, and nothing else is converted.
        return model.model_validate_json(json.dumps(document))
    except ValidationError as error:
        raise DefinitionError(name, sentences(error, document, name)) from error
