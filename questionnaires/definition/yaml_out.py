"""A definition as YAML that people read and review: the way the files of content/ are written.

A text, an option or a condition that fits stands on one line, everything else in blocks. Reading gives the same
definition back; `use` and positions are not made again.
"""

import re
from collections.abc import Mapping

import yaml

from questionnaires.definition.load import to_document
from questionnaires.definition.schema import Definition, privacy_of

WIDTH = 116
INDENT = 2
_ESCAPED = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]")  # what YAML folds, takes for a break or may not hold


class _Dumper(yaml.SafeDumper):
    """SafeDumper without anchors, lists indented below their name."""

    def ignore_aliases(self, data: object) -> bool:
        return True

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, indentless=False)


class _Short(dict[str, object]):
    """A mapping for one line."""


def _short(dumper: yaml.SafeDumper, data: _Short) -> yaml.MappingNode:
    return dumper.represent_mapping("tag:yaml.org,2002:map", data.items(), flow_style=True)


class _Row(list[object]):
    """A list for one line."""


def _row(dumper: yaml.SafeDumper, data: _Row) -> yaml.SequenceNode:
    return dumper.represent_sequence("tag:yaml.org,2002:seq", data, flow_style=True)


def _text(dumper: yaml.SafeDumper, data: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", data, style='"' if _ESCAPED.search(data) else None)


_Dumper.add_representer(str, _text)
_Dumper.add_representer(_Short, _short)
_Dumper.add_representer(_Row, _row)


def to_yaml(definition: Definition) -> str:
    """The text of the file, slug first."""
    document = to_document(definition)
    ordered = {key: _shaped(document[key], 0) for key in Definition.model_fields if key in document}
    return yaml.dump(ordered, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=WIDTH, indent=INDENT)


def _shaped(value: object, depth: int) -> object:
    """The same value; mappings and lists that fit one line are marked for it, what the type implies is left out."""
    if isinstance(value, list):
        if value and all(isinstance(inner, str) for inner in value):
            return _Row(value)
        return [_shaped(inner, depth + 2) for inner in value]
    if isinstance(value, Mapping):
        if "label" in value and "type" in value:
            return {key: _shaped(inner, depth + 1) for key, inner in _item(value).items()}
        if _flat(value) and _length(value) + depth * INDENT < WIDTH:
            return _Short({key: _shaped(inner, depth) for key, inner in value.items()})
        return {key: _shaped(inner, depth + 1) for key, inner in value.items()}
    return value


def _item(document: Mapping[str, object]) -> dict[str, object]:
    """An item without the privacy and source that its type and pack give it anyway."""
    implied = {"privacy": privacy_of(str(document["type"])), "source": "pack" if "pack" in document else "own"}
    return {key: value for key, value in document.items() if implied.get(key) != value}


def _flat(value: Mapping[str, object]) -> bool:
    """Texts, options and rules: no lists but of conditions, and nothing that holds items."""
    return not any(isinstance(inner, list) and key not in {"all", "any"} for key, inner in value.items())


def _length(value: object) -> int:
    """About how long it is on one line."""
    if isinstance(value, Mapping):
        return sum(len(str(key)) + 4 + _length(inner) for key, inner in value.items())
    if isinstance(value, list):
        return sum(_length(inner) + 2 for inner in value)
    return len(str(value)) + 2
