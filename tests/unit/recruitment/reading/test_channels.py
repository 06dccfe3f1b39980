"""How far people came by a channel, from opened to answered."""

import pytest
from django.test import Client

from cohort.accounts.models import Role
from cohort.common import clock
from questionnaires.models import Assignment, Response
from recruitment.actions import channels
from recruitment.models import Arrival, Channel
from recruitment.reading.channels import Way, ways
from tests import factories

pytestmark = pytest.mark.django_db


def counts(way: Way) -> tuple[int, int, int, int]:
    return way.opened, way.signed_up, way.consented, way.answered


@pytest.mark.covers("R16")
def test_a_channel_is_counted_from_opened_to_answered() -> None:
    office = factories.staff(Role.STUDY_OFFICE)
    doctor = factories.staff(of=factories.practice())
    club = channels.add(kind="exercise_club", name="Ryg og Vand", practice=None, by=office)
    other = channels.add(kind="gym", name="Kraftværket", practice=None, by=office)
    for _ in range(3):
        Client().get(f"/x/{club.code}/")
    people = [factories.enrolled(by=doctor, name=name).participant for name in ("Per Holm", "Ida Bech", "Bo Lund")]
    Arrival.objects.filter(participant__in=people).update(channel=club)
    factories.consenting(people[0])
    factories.consenting(people[1], questionnaires=False)
    factories.consenting(people[2])
    for person in people[2:]:
        assignment = Assignment.objects.filter(participant=person).earliest("opens_at")
        assignment.response = Response.objects.create(version=assignment.version)
        assignment.state, assignment.next_message_at = Assignment.State.SUBMITTED, None
        assignment.save()
    assert [counts(way) for way in ways([club, other])] == [(3, 3, 2, 1), (0, 0, 0, 0)]


def test_who_is_known_under_another_number_is_counted_once() -> None:
    doctor = factories.staff(of=factories.practice())
    stays = factories.enrolled(by=doctor).participant
    goes = factories.enrolled(by=doctor, name="Per Holm").participant
    goes.merged_into, goes.merged_at = stays, clock.now()
    goes.save()
    (way,) = ways(Channel.objects.filter(kind="consultation"))
    assert way.signed_up == 1
