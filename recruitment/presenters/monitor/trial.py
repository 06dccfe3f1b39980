"""The trial of a sub-study's rules on those enrolled before: numbers that may be shown, nothing else."""

from dataclasses import dataclass
from datetime import timedelta

from cohort.common import clock
from cohort.common.counts.disclosure import Sum, disclose
from recruitment.models import SubStudy
from recruitment.presenters.monitor import rule_rows, words
from recruitment.reading.sub_study_facts import people
from recruitment.substudies import rules as ruling

BACK = timedelta(days=365)


@dataclass(frozen=True)
class Line:
    rule: str
    fits: str
    fails: str
    unknown: str


@dataclass(frozen=True)
class Tried:
    people: str
    fitting: str
    others: str
    lines: list[Line]


def tried(study: SubStudy, language: str) -> Tried:
    """Who was enrolled in the last 12 months, against the rules as they are written."""
    rules = ruling.read(study.rules)
    trial = ruling.tried(rules, (facts for _pk, facts in people(clock.now() - BACK)))
    counts: dict[object, int] = {
        "people": trial.people,
        "fitting": trial.fitting,
        "others": trial.people - trial.fitting,
    }
    sums = [Sum("people", ("fitting", "others"))]
    for at, (failed, unknown) in enumerate(zip(trial.failed, trial.unknown, strict=True)):
        counts |= {(at, "fits"): trial.people - failed - unknown, (at, "fails"): failed, (at, "unknown"): unknown}
        sums.append(Sum("people", tuple((at, what) for what in ("fits", "fails", "unknown"))))
    shown = {key: words.number(one) for key, one in disclose(counts, sums).items()}
    lines = [
        Line(rule_rows.sentence(rule, language), shown[at, "fits"], shown[at, "fails"], shown[at, "unknown"])
        for at, rule in enumerate(rules)
    ]
    return Tried(shown["people"], shown["fitting"], shown["others"], lines)
