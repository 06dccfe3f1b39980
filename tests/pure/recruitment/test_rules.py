"""Rules of sub-studies: read strictly, judged rule by rule, and never looser for a rule more."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recruitment.substudies.rules import (
    MOST_RULES,
    OPERATORS,
    PRESETS,
    VARIABLES,
    Facts,
    Rule,
    RulesFault,
    document,
    fits,
    read,
    tried,
)

CODES = ("a", "b", "c")


def value(kind: str) -> st.SearchStrategy[bool | int | str]:
    return {"number": st.integers(0, 12), "choice": st.sampled_from(CODES), "yes": st.booleans()}[kind]


@st.composite
def rule(draw: st.DrawFn) -> Rule:
    name = draw(st.sampled_from(sorted(VARIABLES)))
    kind = VARIABLES[name]
    return Rule(variable=name, operator=draw(st.sampled_from(OPERATORS[kind])), value=draw(value(kind)))


@st.composite
def facts(draw: st.DrawFn) -> Facts:
    known = draw(st.sets(st.sampled_from(sorted(VARIABLES))))
    return {name: draw(value(VARIABLES[name])) for name in known}


people = st.lists(facts(), max_size=8)
rules = st.lists(rule(), max_size=5)


@given(rules, facts())
def test_somebody_fits_who_meets_every_rule(given_rules: list[Rule], person: Facts) -> None:
    assert fits(given_rules, person) == all(fits([one], person) for one in given_rules)
    assert fits(reversed(given_rules), person) == fits(given_rules, person)


@given(rules, rule(), people)
def test_a_further_rule_lets_nobody_in(given_rules: list[Rule], more: Rule, group: list[Facts]) -> None:
    before = {at for at, person in enumerate(group) if fits(given_rules, person)}
    after = {at for at, person in enumerate(group) if fits([*given_rules, more], person)}
    assert after <= before


@given(rule(), facts())
def test_what_is_not_known_meets_no_rule_and_a_rule_reads_only_its_variable(one: Rule, person: Facts) -> None:
    alone = {name: fact for name, fact in person.items() if name == one.variable}
    assert one.is_met(person) == one.is_met(alone)
    assert (one.is_met(person) is None) == (one.variable not in person)


@given(rules, people)
def test_the_trial_counts_what_the_rules_say(given_rules: list[Rule], group: list[Facts]) -> None:
    trial = tried(given_rules, group)
    assert trial.people == len(group)
    assert trial.fitting == sum(fits(given_rules, person) for person in group)
    for at, one in enumerate(given_rules):
        assert trial.failed[at] + trial.unknown[at] == sum(not fits([one], person) for person in group)


@given(rules)
def test_what_is_stored_is_read_back(given_rules: list[Rule]) -> None:
    assert list(read(document(given_rules))) == given_rules


@pytest.mark.parametrize(
    "wrong",
    [
        {"variable": "shoe_size", "operator": ">=", "value": 3},
        {"variable": "age", "operator": "!=", "value": 3},
        {"variable": "age", "operator": ">=", "value": "3"},
        {"variable": "age", "operator": ">=", "value": True},
        {"variable": "sex", "operator": ">=", "value": "woman"},
        {"variable": "sex", "operator": "=", "value": 1},
        {"variable": "judged_able", "operator": "=", "value": 1},
        {"variable": "age", "operator": ">="},
        {"variable": "age", "operator": ">=", "value": 3, "sql": "DROP TABLE"},
        "age >= 3",
    ],
)
def test_anything_else_is_refused(wrong: object) -> None:
    with pytest.raises(RulesFault):
        read([wrong])


def test_a_document_that_is_no_list_and_one_too_long_are_refused() -> None:
    with pytest.raises(RulesFault):
        read({"variable": "age"})
    with pytest.raises(RulesFault):
        read(document(PRESETS["adult"]) * (MOST_RULES + 1))


def test_the_presets_say_what_the_source_asks_for() -> None:
    able, gp, adult = PRESETS["able"], PRESETS["gp_contacts"], PRESETS["adult"]
    person = {"age": 18, "contacts_gp": 3, "judged_able": True}
    assert fits([*able, *gp, *adult], person)
    for name, other in (("age", 17), ("contacts_gp", 2), ("judged_able", False)):
        assert not fits([*able, *gp, *adult], person | {name: other})
    assert not fits(able, {})
