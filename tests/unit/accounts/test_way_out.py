"""Whoever has signed in sees the way out on every page."""

import pytest
from django.test import Client
from django.urls import reverse

from cohort.accounts.models import Role
from tests import factories
from tests.signing import sign_in

PAGES = {
    Role.CLINICIAN: ["pathways:list_participants", "recruitment:enrol_participant", "mfa_index"],
    Role.RESEARCHER: ["exports:list_releases", "account_change_password"],
    Role.ADMINISTRATOR: ["members:list_staff", "members:invite_staff"],
}


@pytest.mark.django_db
@pytest.mark.parametrize("role", PAGES)
def test_every_page_of_staff_shows_the_way_out(client: Client, role: Role) -> None:
    sign_in(client, factories.staff(role, of=factories.practice()))
    for name in PAGES[role]:
        page = client.get(reverse(name))
        assert page.status_code == 200, name
        assert reverse("account_logout") in page.content.decode(), name
