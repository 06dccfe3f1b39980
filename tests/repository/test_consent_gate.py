"""What stands is asked in one place: the view members_consent, and the model Consent that reads it."""

import re
from pathlib import Path

from tests.repository.scan.sources import assert_none, files_ending, read

GATE = Path("cohort/members")
# The history of decisions, shown or handed to the participant and deciding nothing.
HISTORY = {Path("cohort/exports/person/words.py"), Path("templates/exports/own_data.html")}
_DECISIONS = re.compile(r"\bConsentDecision\b|members_consentdecision|\.decisions\b|\bdecisions__")


def past_the_gate(text: str) -> list[str]:
    """Lines that read single decisions instead of what stands."""
    return [line.strip() for line in text.splitlines() if _DECISIONS.search(line)]


def test_nothing_outside_members_reads_decisions() -> None:
    program = [path for path in files_ending(".py", ".html") if path.parts[0] not in {"tests", "benchmarks"}]
    paths = [path for path in program if GATE not in path.parents]
    assert Path("questionnaires/actions/messages.py") in paths
    assert_none(f"{path}: {line}" for path in paths if path not in HISTORY for line in past_the_gate(read(path)))


def test_the_history_still_reads_decisions() -> None:
    assert all(past_the_gate(read(path)) for path in HISTORY)


def test_a_reader_of_decisions_is_found() -> None:
    code = """
    SELECT granted FROM members_consentdecision
    latest = ConsentDecision.objects.filter(participant=1)
    if participant.decisions.exists():
    people.filter(decisions__granted=True)
    if participant.allows(Scope.SHARE) or row.consents.exists():
    """
    assert len(past_the_gate(code)) == 4
