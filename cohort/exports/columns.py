"""From the codebooks of an instrument's versions to the columns of its file, as SQL.

Every expression is closed: a coded column can only yield codes of the codebook, a number column only JSON numbers,
a date column only ISO dates. Whatever else stands in the answers, free text among it, cannot come through.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from psycopg import sql

from questionnaires.definition.codebook import Variable, variables
from questionnaires.definition.schema import CHOSEN, NUMERIC, Definition, Option

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

    @property
    def stem(self) -> str:
        """The name without the option: what all columns of a multi are cut from."""
        return self.name if self.option is None else self.name.removesuffix(f"___{self.option.code}")


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


def cell(column: Column) -> sql.Composable:
    """The value of a column, named; `checked` has made sure that it may leave."""
    value: sql.Composable = sql.Identifier("x", column.stem)
    if column.option is not None:
        value = sql.SQL("({} ? {})::int").format(value, sql.Literal(column.option.code))
    return sql.SQL("{} AS {}").format(value, sql.Identifier(column.name))


def steps(included: list[Column], numbers: set[int]) -> sql.Composable:
    """Joins that take the answers of response `k.id` apart, as `x`; `numbers` are all versions of the instrument.

    Three steps for each row: read the document once, take each variable out once, check it once. OFFSET 0 keeps
    the planner from folding them into one another, which would repeat them for each of the hundred cells.
    """
    stems = list({column.stem: column for column in included}.values())
    if not stems:
        return sql.SQL("")
    return sql.SQL(
        """
        CROSS JOIN LATERAL (
            SELECT answers || '{{}}' AS whole FROM questionnaires_response WHERE id = k.id OFFSET 0
        ) AS d
        CROSS JOIN LATERAL (SELECT {taken} OFFSET 0) AS t
        CROSS JOIN LATERAL (SELECT {checked} OFFSET 0) AS x
        """
    ).format(
        taken=sql.SQL(", ").join(map(_taken, stems)),
        checked=sql.SQL(", ").join(_checked(column, numbers) for column in stems),
    )


def _taken(column: Column) -> sql.Composable:
    """A variable out of the document: as text where the text is compared, else as JSON."""
    compared = family(column.variable) == "date" or column.variable.type in CHOSEN - {"multi"}
    arrow = sql.SQL("->>" if compared else "->")
    name = sql.Literal(column.variable.name)
    return sql.SQL("d.whole {} {} AS {}").format(arrow, name, sql.Identifier(column.stem))


def _checked(column: Column, numbers: set[int]) -> sql.Composable:
    """The value if the variable can have it, and if the response's version has the variable; null otherwise."""
    value = _value(column)
    if set(column.versions) != numbers:
        versions = sql.SQL(", ").join(map(sql.Literal, sorted(column.versions)))
        value = sql.SQL("CASE WHEN k.version IN ({}) THEN {} END").format(versions, value)
    return sql.SQL("{} AS {}").format(value, sql.Identifier(column.stem))


def _value(column: Column) -> sql.Composable:
    answer = sql.Identifier("t", column.stem)
    kind = family(column.variable)
    if kind == "boolean":
        return sql.SQL("CASE {}::text WHEN 'true' THEN 1 WHEN 'false' THEN 0 END").format(answer)
    if kind == "number":
        return sql.SQL("CASE WHEN jsonb_typeof({0}) = 'number' THEN {0} END").format(answer)
    if kind == "multi":
        return sql.SQL("CASE WHEN jsonb_typeof({0}) = 'array' THEN {0} END").format(answer)
    if kind == "date":
        return sql.SQL("CASE WHEN {0} ~ {1} THEN {0} END").format(answer, sql.Literal(ISO_DATE))
    if kind not in CHOSEN:
        raise ValueError(f"{column.name}: no column is made of a {kind}")
    codes = sql.SQL(", ").join(map(sql.Literal, column.variable.codes))
    return sql.SQL("CASE WHEN {0} IN ({1}) THEN {0} END").format(answer, codes)


def inert(expression: sql.Composable) -> sql.Composable:
    """Text that no spreadsheet takes for a formula: an apostrophe stands before what would begin one."""
    return sql.SQL("CASE WHEN {0} ~ {1} THEN '''' || {0} ELSE {0} END").format(expression, sql.Literal(FORMULA))
