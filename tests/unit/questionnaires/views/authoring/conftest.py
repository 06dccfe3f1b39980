import pytest
from django.test import Client

from cohort.accounts.models import Role, User
from questionnaires.models import Draft
from tests import drafts, factories
from tests.signing import sign_in


@pytest.fixture
def manager(db: None) -> User:
    return factories.staff(Role.DATA_MANAGER)


@pytest.fixture
def draft(manager: User) -> Draft:
    return drafts.draft(by=manager)


@pytest.fixture
def desk(manager: User) -> Client:
    """The data manager's own browser."""
    return sign_in(Client(HTTP_ACCEPT_LANGUAGE="en"), manager)
