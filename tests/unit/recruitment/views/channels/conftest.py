"""The study office, signed in and reading Danish."""

import pytest
from django.test import Client

from cohort.accounts.models import Role, User
from tests import factories
from tests.signing import sign_in


@pytest.fixture
def office(db: None) -> User:
    return factories.staff(Role.STUDY_OFFICE)


@pytest.fixture
def client(office: User) -> Client:
    return sign_in(Client(headers={"accept-language": "da"}), office)
