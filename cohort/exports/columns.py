"""From the codebooks of an instrument's versions to the columns of its file, as SQL.

Every expression is closed: a coded column can only yield codes of the codebook, a number column only JSON numbers,
a date column only ISO dates. Whatever else stands in the answers, free text among it, cannot come through.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from psycopg import sql

from questionnaires.definition.codebook import Variable, variables
from questionnaires.definition.schema import CHOSEN, NUMERIC, Definition, Option

ANSWERS = sql.Identifier("r", "answers")
VERSION = sql.Identifier("v", "number")
ISO_DATE = r"^\d{4}-\d{2}-\d{2}$"
# A cell that begins so is a formula for a spreadsheet: = + - @ tab, CR, LF and the full-width forms.
FORMULA = "^[=+\\-@\t\r\n＝＋－＠]"


@dataclass(frozen=True)
class Column:
    """One column of a file: the variable it belongs to, and for a multi the option it stands for."""

    name: str
    variable: Variable
    versions: tuple[int, ...]  # versions of the instrument that have the variable in this type
    option: Option | None = None


@dataclass(frozen=True)
class Columns:
    """The columns of one instrument, and the variables that stay inside."""

    included: list[Column] = field(default_factory=list)
    left_out: list[Variable] = field(default_factory=list)

    @property
    def names(self) -> list[str]:
        """The exported variables as they are called in the answers, each once."""
        return list(dict.fromkeys(column.variable.name for column in self.included))


def columns(definitions: Mapping[int, Definition]) -> Columns:
    """The columns of an instrument whose versions have these definitions by number.

    The newest version decides the order; what only older ones have follows. A variable that has changed its type
    keeps its name for the newest type; the older one is called `name__v<number>`.
    """
    found: dict[tuple[str, str], Column] = {}
    left_out: dict[str, Variable] = {}
    newest: dict[str, str] = {}
    for number in sorted(definitions, reverse=True):
        for variable in variables(definitions[number]):
            if variable.privacy != "pseudonymous":
                left_out.setdefault(variable.name, variable)
                continue
            kind = family(variable)
            plain = newest.setdefault(variable.name, kind) == kind
            column = Column(variable.name if plain else f"{variable.name}__v{number}", variable, ())
            before = found.setdefault((variable.name, kind), column)
            found[variable.name, kind] = replace(
                before, variable=_joined(before.variable, variable), versions=(*before.versions, number)
            )
    return Columns([part for column in found.values() for part in _spread(column)], list(left_out.values()))


def family(variable: Variable) -> str:
    """The kind of column: scale, integer and decimal are one."""
    return "number" if variable.type in NUMERIC else variable.type


def _joined(newer: Variable, older: Variable) -> Variable:
    """The newer description with the options that only the older one has."""
    known = set(newer.codes)
    return replace(newer, options=(*newer.options, *(one for one in older.options if one.code not in known)))


def _spread(column: Column) -> list[Column]:
    """A multi becomes one column per option, the rest stays."""
    if column.variable.type != "multi":
        return [column]
    return [replace(column, name=f"{column.name}___{option.code}", option=option) for option in column.variable.options]


def expression(column: Column, numbers: set[int]) -> sql.Composable:
    """The column's value as SQL, named. `numbers` are all versions of the instrument."""
    value = _value(column)
    if set(column.versions) != numbers:
        versions = sql.SQL(", ").join(map(sql.Literal, sorted(column.versions)))
        value = sql.SQL("CASE WHEN {} IN ({}) THEN {} END").format(VERSION, versions, value)
    return sql.SQL("{} AS {}").format(value, sql.Identifier(column.name))


def _value(column: Column) -> sql.Composable:
    answer = sql.Identifier("x", column.variable.name)
    kind = family(column.variable)
    if kind == "boolean":
        return sql.SQL("CASE {}::text WHEN 'true' THEN 1 WHEN 'false' THEN 0 END").format(answer)
    if kind == "number":
        return sql.SQL("CASE WHEN jsonb_typeof({0}) = 'number' THEN {0} END").format(answer)
    text = sql.SQL("({} #>> '{{}}')").format(answer)
    if kind == "date":
        return sql.SQL("CASE WHEN {0} ~ {1} THEN {0} END").format(text, sql.Literal(ISO_DATE))
    if column.option is not None:
        chosen = sql.SQL("({} ? {})::int").format(answer, sql.Literal(column.option.code))
        return sql.SQL("CASE WHEN jsonb_typeof({}) = 'array' THEN {} END").format(answer, chosen)
    if kind not in CHOSEN:
        raise ValueError(f"{column.name}: no column is made of a {kind}")
    codes = sql.SQL(", ").join(map(sql.Literal, column.variable.codes))
    return sql.SQL("CASE WHEN {0} IN ({1}) THEN {0} END").format(text, codes)


def record(names: list[str]) -> sql.Composable:
    """The answers taken apart in one pass, as a join; empty when nothing of them is exported."""
    if not names:
        return sql.SQL("")
    parts = sql.SQL(", ").join(sql.SQL("{} jsonb").format(sql.Identifier(name)) for name in names)
    return sql.SQL("CROSS JOIN LATERAL jsonb_to_record({}) AS x({})").format(ANSWERS, parts)


def inert(expression: sql.Composable) -> sql.Composable:
    """Text that no spreadsheet takes for a formula: an apostrophe stands before what would begin one."""
    return sql.SQL("CASE WHEN {0} ~ {1} THEN '''' || {0} ELSE {0} END").format(expression, sql.Literal(FORMULA))
