"""Counters of tries and of used codes begin at nothing in every test."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def _no_counters_left(db: None) -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()
