import pytest

from tests.unit.questionnaires import answering


@pytest.fixture
def person(db: None) -> answering.Person:
    return answering.person()
