"""The study office's list of the ways in."""

import pytest
from django.test import Client

from cohort.accounts.models import User
from recruitment.actions import channels

pytestmark = pytest.mark.django_db


def test_the_list_says_how_far_people_came(client: Client, office: User) -> None:
    club = channels.add(kind="exercise_club", name="Ryg og Vand", practice=None, by=office)
    for _ in range(7):
        channels.count_opened(channel=club)
    assert '<td class="number">7</td>' in client.get("/office/channels/").content.decode()
