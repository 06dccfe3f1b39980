"""A practice's own page of posters and slips."""

import pytest
from django.test import Client

from cohort.accounts.models import User
from recruitment.actions import channels
from recruitment.models import Channel
from tests import factories
from tests.signing import sign_in

pytestmark = pytest.mark.django_db


def test_a_practice_makes_its_addresses_by_itself_and_sees_no_others(office: User) -> None:
    channels.add(kind="exercise_club", name="Ryg og Vand", practice=None, by=office)
    channels.of_practice(practice=factories.practice("Lægehuset Nørregade"), kind="waiting_room")
    practice = factories.practice("Lægerne ved Åen")
    doctor = sign_in(Client(headers={"accept-language": "da"}), factories.staff(of=practice))
    before = doctor.get("/practice/material/").content.decode()
    assert "/material/" not in before.replace("/practice/material/", "")
    assert not Channel.objects.filter(practice=practice).exists()  # looking makes nothing
    for _ in range(2):
        doctor.post("/practice/material/")
    assert Channel.objects.filter(practice=practice).count() == 2
    page = doctor.get("/practice/material/").content.decode()
    for channel in Channel.objects.filter(practice=practice):
        assert f"/material/{channel.code}/leaflet/?language=da" in page
    assert "Lægehuset Nørregade" not in page
    assert "Ryg og Vand" not in page
