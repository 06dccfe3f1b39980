"""One way in on the study office's page, and its end."""

import pytest
from django.test import Client

from cohort.accounts.models import User
from recruitment.actions import channels

pytestmark = pytest.mark.django_db


def test_an_ended_channel_stays_in_the_list_and_offers_nothing(client: Client, office: User) -> None:
    club = channels.add(kind="exercise_club", name="Ryg og Vand", practice=None, by=office)
    page = client.post(f"/office/channels/{club.code}/end/", follow=True).content.decode()
    assert "Den korte adresse er lukket." in page
    assert "/material/" not in page
    assert f"/x/{club.code}/" not in page
    assert "Ryg og Vand" in client.get("/office/channels/").content.decode()
