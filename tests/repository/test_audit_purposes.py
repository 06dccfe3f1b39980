"""Whatever concerns a person's data, or who reaches them, is audited with its purpose: people may ask why."""

import pytest

from cohort.audit.acts import LEAVING, LEAVING_WITH_OTHERS, STAYING
from tests.repository.scan.acts import Act, acts, recorded
from tests.repository.scan.sources import assert_none

# What an action is about, where its purpose must be said: reads, searches, exports, links, consent, access.
ASKED = {
    *("participant", "participants", "record", "summary", "release", "data"),
    *("link", "consent", "contact", "erasure"),
    *("staff", "membership", "second_factor"),
}
# Deletions and failures of the program's own, about nobody in particular.
EXEMPT = {"summary.removed"}


def lacks_purpose(act: Act) -> bool:
    """Whether an act is recorded without a `purpose` that it needs."""
    return act.action.partition(".")[0] in ASKED and act.action not in EXEMPT and not act.has_purpose


@pytest.mark.covers("S18")
def test_every_such_act_says_its_purpose() -> None:
    assert_none(f"{where}: {act.action}" for where, act in recorded() if lacks_purpose(act))


def test_every_action_can_be_read_from_the_code() -> None:
    assert_none(f"{where}: what is recorded here?" for where, act in recorded() if not act.action)


def test_of_every_act_it_is_said_whether_data_leave_a_practice() -> None:
    found = {act.action for _, act in recorded()}
    said = [LEAVING, LEAVING_WITH_OTHERS, STAYING]
    assert found == frozenset().union(*said)
    assert sum(map(len, said)) == len(found), "an act stands in two lists"


def test_acts_are_found() -> None:
    code = """
def plain(): record(by=a, action="participant.read", subject=b)
def dotted(): audit.record(by=a, action="link.issued", purpose="x")
def either(): record(by=a, action="one.done" if yes else "two.done", subject=b)
def through(): _record(a, "three.done"); _record(a, action="four.done")
def _record(a, action): record(by=a, action=action)
def unknown(action): record(by=a, action=action)
def built(): record(by=a, action=f"{what}.done")
def another(): record.capture(form=1); record(1)
"""
    assert [(act.action, act.has_purpose) for act in acts(code)] == [
        ("participant.read", False),
        ("link.issued", True),
        *(("one.done", False), ("two.done", False)),
        *(("three.done", False), ("four.done", False)),
        *(("", False), ("", False)),
    ]
    assert [lacks_purpose(act) for act in acts(code)][:3] == [True, False, False]
