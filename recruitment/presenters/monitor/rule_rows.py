"""Rules of a sub-study as rows of a form and as sentences; nobody types a code."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from pydantic import ValidationError

from cohort.members.models import Participant
from recruitment.models import Channel
from recruitment.reading import tallies
from recruitment.substudies.rules import MOST_RULES, OPERATORS, PRESETS, VARIABLES, Kind, Operator, Rule, Value

MOST_NUMBER = 9999
# Variables whose codes are those of a dimension of the monitor.
DIMENSIONS = {
    "region": "region",
    "sex": "sex",
    "education": "education",
    "work_now": "work",
    "econ_strain": "strain",
    "episode_duration": "duration",
}


@dataclass(frozen=True)
class Row:
    """One rule as it stands in the form: what can be chosen, what is chosen, and what is wrong with it."""

    variable: str
    label: str
    kind: Kind
    operators: list[tuple[str, str]]
    operator: str
    options: list[tuple[str, str]]
    """Empty where a number is typed."""
    value: str
    fault: str = ""


@dataclass(frozen=True)
class Sent:
    """What came from the form: the rows, and the rules where every row is one."""

    rows: list[Row]
    rules: list[Rule]

    @property
    def is_whole(self) -> bool:
        return not any(row.fault for row in self.rows)


def labels() -> dict[str, str]:
    """Every variable by name, in the order in which they are offered."""
    return {
        "age": _("Age at enrolment"),
        "region": _("Region"),
        "language": _("Language"),
        "way": _("Way of taking part"),
        "channel": _("Way in"),
        "judged_able": _("The practice ticked that the person can answer"),
        "sex": _("Sex"),
        "education": _("Education"),
        "work_now": _("Work"),
        "econ_strain": _("Economic strain"),
        "episode_duration": _("How long the back has hurt"),
        "contacts_gp": _("Visits to the doctor for the back, last 12 months"),
        "pain_back_nrs": _("Back pain on average, 0 to 10"),
        "pain_days_4w": _("Days with back pain, last 4 weeks"),
        "impact_everyday": _("How much the back gets in the way, 0 to 10"),
        "sick_days_4w": _("Sick days because of the back, last 4 weeks"),
        "consent_interviews": _("Says yes to interviews"),
        "consent_recontact": _("Says yes to being asked again"),
        "consent_record": _("Says yes to notes from the doctor"),
        "consent_registers": _("Says yes to registers"),
    }


def presets() -> dict[str, str]:
    return {
        "adult": _("Adult"),
        "gp_contacts": _("3 visits to the doctor for the back, or more"),
        "able": _("Leave out severe cognitive impairment"),
    }


def operators() -> dict[Operator, str]:
    return {"=": _("is"), "!=": _("is not"), ">=": _("is at least"), "<=": _("is at most")}


def options(variable: str, language: str) -> dict[str, str]:
    """The codes that a variable can have, by name; empty for a number."""
    if VARIABLES[variable] == "yes":
        return {"yes": _("yes"), "no": _("no")}
    match variable:
        case "language":
            return {"da": _("Danish"), "en": _("English")}
        case "way":
            return {str(way.value): str(way.label) for way in Participant.Way}
        case "channel":
            return {str(kind.value): str(kind.label) for kind in Channel.Kind}
    return tallies.names(DIMENSIONS[variable], language) if variable in DIMENSIONS else {}


def row(variable: str, language: str, operator: str = "", value: str = "", fault: str = "") -> Row:
    kind = VARIABLES[variable]
    words = operators()
    return Row(
        variable,
        labels()[variable],
        kind,
        [(one, words[one]) for one in OPERATORS[kind]],
        operator or OPERATORS[kind][0],
        list(options(variable, language).items()),
        value,
        fault,
    )


def rows_of(rules: Sequence[Rule], language: str) -> list[Row]:
    return [row(one.variable, language, one.operator, _written(one.value)) for one in rules]


def read(sent: Mapping[str, str], language: str) -> Sent:
    """The rows of a sent form, without those that were taken out; unknown variables are passed over."""
    rows, rules = [], []
    for number in range(MOST_RULES):
        variable = sent.get(f"variable_{number}", "")
        if variable not in VARIABLES or sent.get(f"out_{number}"):
            continue
        operator, value = sent.get(f"operator_{number}", ""), sent.get(f"value_{number}", "").strip()
        rule = _rule(variable, operator, value, language)
        fault = "" if rule else _("Choose a value, or write a whole number.")
        rows.append(row(variable, language, operator, value, fault))
        rules += [rule] if rule else []
    return Sent(rows, rules)


def preset(name: str, language: str) -> list[Row]:
    return rows_of(PRESETS.get(name, ()), language)


def sentence(rule: Rule, language: str) -> str:
    named = options(rule.variable, language)
    value = named.get(_written(rule.value), _written(rule.value))
    return f"{labels()[rule.variable]} {operators()[rule.operator]} {value}"


def _rule(variable: str, operator: str, value: str, language: str) -> Rule | None:
    known: Value
    if VARIABLES[variable] == "number":
        if not (value.isascii() and value.isdigit() and int(value) <= MOST_NUMBER):
            return None
        known = int(value)
    elif value not in options(variable, language):
        return None
    else:
        known = value == "yes" if VARIABLES[variable] == "yes" else value
    try:
        return Rule.model_validate({"variable": variable, "operator": operator, "value": known})
    except ValidationError:
        return None


def _written(value: Value) -> str:
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)
