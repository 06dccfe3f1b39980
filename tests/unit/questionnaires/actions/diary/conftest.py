"""One keeper of a diary that began on a Monday of May."""

import pytest

from cohort.common import clock
from tests.unit.questionnaires.diaries import Keeper, at, keeper


@pytest.fixture
def one(db: None) -> Keeper:
    with clock.use(lambda: at(4)):
        made = keeper()
    return made
