"""Counters of rate limits survive a flood of other counters."""

import pytest
from django.core.cache import cache


@pytest.mark.django_db
def test_a_flood_of_counters_leaves_the_one_that_counts() -> None:
    cache.set("limit:known", [1, 2, 3], 300)
    for number in range(400):
        cache.set(f"limit:{number}", [1], 300)
    assert cache.get("limit:known") == [1, 2, 3]
