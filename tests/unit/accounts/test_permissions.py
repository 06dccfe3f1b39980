"""The roles as one table, and the one question: may(holder, permission, scope)."""

from datetime import timedelta
from typing import get_args

import pytest
from django.contrib.auth.models import AnonymousUser

from cohort.accounts.models import Role
from cohort.accounts.permissions import BY_LINK, ROLES, SIGNED_IN, Bearer, Permission, may
from cohort.common import clock
from cohort.members.models import Membership, Participant
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def participant() -> Participant:
    return factories.consenting(factories.enrolled(by=factories.staff(of=factories.practice())).participant)


def test_every_role_has_a_row_and_every_permission_a_role() -> None:
    assert set(ROLES) == {*Role.values, BY_LINK, SIGNED_IN}
    assert set().union(*(row.permissions for row in ROLES.values())) == set(get_args(Permission))


def test_a_clinician_may_in_their_practice_as_long_as_they_work_there(participant: Participant) -> None:
    clinician, stranger = participant.enrolled_by, factories.staff(of=factories.practice("Lægerne ved Åen"))
    for scope in (participant, participant.practice):
        assert may(clinician, "participant.view", scope)
        assert not may(stranger, "participant.view", scope)
    assert may(stranger, "participant.view")
    assert not may(clinician, "release.make")
    Membership.objects.filter(user=clinician).update(ends_on=clock.today())
    assert not may(clinician, "participant.view", participant)
    with clock.use(lambda: clock.system_time() - timedelta(days=1)):
        assert may(clinician, "participant.view", participant)


def test_the_study_reaches_everybody_and_interviewers_those_who_say_yes(participant: Participant) -> None:
    refused = factories.enrolled(by=participant.enrolled_by, name="Per Holm").participant
    office, interviewer = factories.staff(Role.STUDY_OFFICE), factories.staff(Role.INTERVIEWER)
    asked = [participant, refused]
    assert [may(office, "participant.contact", one) for one in asked] == [True, True]
    assert [may(interviewer, "participant.contact", one) for one in asked] == [True, False]
    assert list(Participant.objects.visible_to(interviewer)) == [participant]
    assert set(Participant.objects.visible_to(office)) == {participant, refused}
    assert not Participant.objects.visible_to(factories.staff(Role.ADMINISTRATOR)).exists()


def test_a_participant_may_with_what_is_their_own(participant: Participant) -> None:
    other = factories.enrolled(by=participant.enrolled_by, name="Per Holm").participant
    by_link, signed_in = Bearer(BY_LINK, participant.pk), Bearer(SIGNED_IN, participant.pk)
    assert may(by_link, "questionnaire.answer", participant)
    assert not may(by_link, "own.view", participant)
    assert may(signed_in, "own.view", participant)
    assert not may(signed_in, "own.view", other)


def test_closed_and_unknown_holders_may_nothing(participant: Participant) -> None:
    closed = participant.enrolled_by
    closed.is_active = False
    assert not may(closed, "participant.view")
    assert not may(AnonymousUser(), "participant.view", participant)  # type: ignore[arg-type]
    assert not Participant.objects.visible_to(closed).exists()
