"""An instrument that somebody typed or uploaded: read with more care than a file that was reviewed."""

import yaml

from questionnaires.definition.checksum import canonical_json
from questionnaires.definition.faults import DefinitionError
from questionnaires.definition.load import read
from questionnaires.definition.schema import Definition

MOST_CHARACTERS = 400_000


def read_uploaded(text: str, name: str) -> Definition:
    """The instrument in that YAML text. Raises DefinitionError, and nothing else, for whatever is none.

    Aliases (`*name`) are refused: a few lines of them unfold into more than any memory holds. So are characters that
    no database keeps.
    """
    if len(text) > MOST_CHARACTERS:
        raise DefinitionError(name, [f"{name}: at most {MOST_CHARACTERS} characters are expected; {len(text)} came."])
    try:
        if line := _alias(text):
            raise DefinitionError(name, [f"{name}, line {line}: * repeats an earlier part; write it out instead."])
        definition = read(text, name)
        canonical = canonical_json(definition)
        if "\\u0000" in canonical or "\0" in canonical:
            raise DefinitionError(name, [f"{name}: a text holds a character that cannot be kept (NUL)."])
        canonical.encode("utf-8")
    except (RecursionError, UnicodeEncodeError, OverflowError) as error:
        raise DefinitionError(name, [f"{name}: this is not readable; expected is YAML text in UTF-8."]) from error
    return definition


def _alias(text: str) -> int:
    """The line of the first alias; 0 where there is none, or where the text is no YAML (the reader says so)."""
    try:
        for token in yaml.scan(text, Loader=yaml.SafeLoader):
            if isinstance(token, yaml.AliasToken):
                return int(token.start_mark.line) + 1
    except yaml.YAMLError:
        pass
    return 0
