import pytest

from cohort.accounts.models import Role, User
from questionnaires.models import Draft
from tests import drafts, factories


@pytest.fixture
def manager(db: None) -> User:
    return factories.staff(Role.DATA_MANAGER)


@pytest.fixture
def draft(manager: User) -> Draft:
    return drafts.draft(by=manager)
