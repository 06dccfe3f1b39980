"""YAML as it is meant: `no` is a word, a date is text, and a name that stands twice is a mistake."""

import re
from collections.abc import Hashable

import yaml

from questionnaires.definition.faults import DefinitionError

_TAGS = ("tag:yaml.org,2002:bool", "tag:yaml.org,2002:timestamp")


class _Loader(yaml.SafeLoader):
    """SafeLoader without YAML 1.1's yes/no/on/off and its dates, and with unique keys."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, object]:
        seen: set[object] = set()
        for key_node, _ in node.value:
            key = self.construct_object(key_node, deep=True)
            if not isinstance(key, str):
                raise yaml.constructor.ConstructorError(None, None, f"the name {key} is not text", key_node.start_mark)
            if key in seen:
                raise yaml.constructor.ConstructorError(None, None, f"{key} stands twice", key_node.start_mark)
            seen.add(key)
        return super().construct_mapping(node, deep)


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag not in _TAGS]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), ["t", "f"])


def read_mapping(text: str, name: str) -> dict[str, object]:
    """The names and values of a YAML text. Raises DefinitionError with the line of the first fault."""
    try:
        document = yaml.load(text, Loader=_Loader)  # noqa: S506 - a SafeLoader with fewer types, not more
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        problem = error.problem or "the text ends too early"
        raise DefinitionError(name, [f"{name}, line {line}: {problem}; expected is valid YAML."]) from error
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise DefinitionError(name, [f"{name}: this is not readable; expected is YAML text in UTF-8."]) from error
    if not isinstance(document, dict):
        raise DefinitionError(name, [f"{name}: expected are names with values, from slug to sections."])
    return document
