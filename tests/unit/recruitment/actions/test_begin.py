"""What a decision sets going, in one transaction."""

import pytest

from cohort.audit.models import Entry
from cohort.common import clock
from cohort.members.models import ConsentDecision, ConsentText, Participant, Scope
from questionnaires.actions import schedule
from questionnaires.models import Assignment, Occasion, Plan
from recruitment.actions import begin
from tests import factories


@pytest.fixture
def participant(db: None) -> Participant:
    return factories.enrolled(by=factories.staff(of=factories.practice())).participant


def accept(participant: Participant, **no: bool) -> bool:
    choices = {scope: no.get(scope.value, True) for scope in Scope}
    text = ConsentText.objects.valid_on(clock.today())
    return begin.accept(participant=participant, text=text, choices=choices, language="da")


def test_a_yes_builds_the_plan(participant: Participant) -> None:
    assert accept(participant)
    assert Assignment.objects.open_at(clock.now()).filter(participant=participant).exists()
    assert ConsentDecision.objects.filter(participant=participant).count() == len(Scope)


def test_a_no_to_questionnaires_builds_nothing(participant: Participant) -> None:
    assert not accept(participant, questionnaires=False)
    assert not Assignment.objects.filter(participant=participant).exists()
    assert participant.allows(Scope.SHARE)


def test_sent_twice_it_counts_once(participant: Participant) -> None:
    assert accept(participant)
    assert accept(participant)
    assert ConsentDecision.objects.filter(participant=participant).count() == len(Scope)
    assert Entry.objects.filter(action="consent.decided").count() == 1


@pytest.mark.covers("R21")
def test_a_changed_mind_counts_and_only_what_changed_is_written(participant: Participant) -> None:
    accept(participant)
    assert accept(participant, share=False)
    assert not participant.allows(Scope.SHARE)
    assert participant.allows(Scope.REMINDERS)
    assert ConsentDecision.objects.filter(participant=participant).count() == len(Scope) + 1
    assert Entry.objects.filter(action="consent.decided").latest("pk").detail["refused"] == "share"


def test_a_later_no_to_questionnaires_stops_them_and_a_yes_brings_them_back(participant: Participant) -> None:
    accept(participant)
    assert not accept(participant, questionnaires=False)
    assert not participant.allows(Scope.QUESTIONNAIRES)
    assert accept(participant)
    assert Occasion.objects.filter(participant=participant).count() == Plan.objects.latest("pk").waves.count()


def test_without_a_plan_there_is_no_decision_either(participant: Participant, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(**_: object) -> None:
        raise RuntimeError("no plan")

    monkeypatch.setattr(schedule, "build_locked", fail)
    with pytest.raises(RuntimeError):
        accept(participant)
    assert not ConsentDecision.objects.filter(participant=participant).exists()
