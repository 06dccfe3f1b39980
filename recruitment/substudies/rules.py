"""The rules of a sub-study and their judging.

A rule compares one declared variable with one value. Somebody fits who meets every rule; what is not known meets no
rule. So a further rule never lets anybody in, and the order of the rules says nothing.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError, model_validator

Operator = Literal["=", "!=", ">=", "<="]
Kind = Literal["number", "choice", "yes"]
Value = bool | int | str
Facts = Mapping[str, Value]

OPERATORS: Mapping[Kind, tuple[Operator, ...]] = {
    "number": (">=", "<=", "="),
    "choice": ("=", "!="),
    "yes": ("=",),
}
MOST_RULES = 20
# What rules may speak about. Places and what is said at enrolment; answers of the first two questionnaires, the newest
# of each; consent as it stands.
VARIABLES: Mapping[str, Kind] = {
    "age": "number",
    "region": "choice",
    "language": "choice",
    "way": "choice",
    "channel": "choice",
    "judged_able": "yes",  # a doctor or nurse ticked that the person can answer, on their own or with help
    **dict.fromkeys(("sex", "education", "work_now", "econ_strain", "episode_duration"), "choice"),
    **dict.fromkeys(("contacts_gp", "pain_back_nrs", "pain_days_4w", "impact_everyday", "sick_days_4w"), "number"),
    **dict.fromkeys(("consent_interviews", "consent_recontact", "consent_record", "consent_registers"), "yes"),
}
ANSWERS = tuple(name for name in VARIABLES if name in {
    *("sex", "education", "work_now", "econ_strain", "episode_duration"),
    *("contacts_gp", "pain_back_nrs", "pain_days_4w", "impact_everyday", "sick_days_4w"),
})  # fmt: skip


class Rule(BaseModel):
    """One variable, how it is compared, and with what."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)

    variable: str
    operator: Operator
    value: bool | int | str = Field(union_mode="left_to_right")

    @model_validator(mode="after")
    def fits_together(self) -> Self:
        kind = VARIABLES.get(self.variable)
        if kind is None:
            raise ValueError(f"unknown variable {self.variable}")
        if self.operator not in OPERATORS[kind]:
            raise ValueError(f"{self.variable} is not compared by {self.operator}")
        wanted = {"number": int, "choice": str, "yes": bool}[kind]
        if type(self.value) is not wanted:
            raise ValueError(f"{self.variable} is compared with a value of its kind, {kind}")
        return self

    def is_met(self, facts: Facts) -> bool | None:
        """None where what it speaks about is not known."""
        known = facts.get(self.variable)
        if known is None:
            return None
        if isinstance(known, int) and isinstance(self.value, int) and self.operator in (">=", "<="):
            return known >= self.value if self.operator == ">=" else known <= self.value
        return (known == self.value) == (self.operator == "=")


_LIST = TypeAdapter(tuple[Rule, ...])
PRESETS: Mapping[str, tuple[Rule, ...]] = {
    "adult": (Rule(variable="age", operator=">=", value=18),),
    "gp_contacts": (Rule(variable="contacts_gp", operator=">=", value=3),),
    "able": (Rule(variable="judged_able", operator="=", value=True),),
}


class RulesFault(ValueError):
    """Not a list of rules; the text says where and why."""


def read(document: object) -> tuple[Rule, ...]:
    """The rules of a stored document. Raises RulesFault."""
    if not isinstance(document, list) or len(document) > MOST_RULES:
        raise RulesFault(f"rules are a list of at most {MOST_RULES}")
    try:
        return _LIST.validate_python(tuple(document))
    except ValidationError as error:
        first = error.errors()[0]
        raise RulesFault(f"rule {first['loc'][0] if first['loc'] else ''}: {first['msg']}") from error


def document(rules: Sequence[Rule]) -> list[dict[str, Value]]:
    """What is stored; `read` gives the same rules back."""
    return [rule.model_dump(mode="json") for rule in rules]


def fits(rules: Iterable[Rule], facts: Facts) -> bool:
    return all(rule.is_met(facts) for rule in rules)


@dataclass(frozen=True)
class Trial:
    """How many people fit, and of all of them how many fail each rule or are not known to it."""

    people: int
    fitting: int
    failed: tuple[int, ...]
    unknown: tuple[int, ...]


def tried(rules: Sequence[Rule], people: Iterable[Facts]) -> Trial:
    """The rules on people that there are already. Without rules, everybody fits."""
    count = fitting = 0
    failed, unknown = [0] * len(rules), [0] * len(rules)
    for facts in people:
        count += 1
        met = [rule.is_met(facts) for rule in rules]
        fitting += all(met)
        for at, one in enumerate(met):
            failed[at] += one is False
            unknown[at] += one is None
    return Trial(count, fitting, tuple(failed), tuple(unknown))
