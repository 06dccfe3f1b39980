"""Counters of rate limits, in the table of the cache: in the database, because nothing may depend on Redis.

One statement counts and tells, so that two processes never count the same visit once; and none of it is undone
where the visit itself fails, as long as it is counted outside the request's transaction.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction

from cohort.common.postgresql.prepared import prepared

# Rows of key, amount and end, the widest circle first: behind one that is full, the narrower ones are not counted.
COUNT = """
INSERT INTO cache AS kept (cache_key, value, expires) VALUES (%s, '1', %s)
ON CONFLICT (cache_key) DO UPDATE SET
    value = CASE WHEN kept.expires <= %s THEN '1' ELSE (kept.value::int + 1)::text END,
    expires = CASE WHEN kept.expires <= %s THEN excluded.expires ELSE kept.expires END
RETURNING value::int, extract(epoch FROM expires)::float8
"""
COUNT_TWO = """
WITH wide AS (
    INSERT INTO cache AS kept (cache_key, value, expires) VALUES (%s, '1', %s)
    ON CONFLICT (cache_key) DO UPDATE SET
        value = CASE WHEN kept.expires <= %s THEN '1' ELSE (kept.value::int + 1)::text END,
        expires = CASE WHEN kept.expires <= %s THEN excluded.expires ELSE kept.expires END
    RETURNING value::int AS count, extract(epoch FROM expires)::float8 AS ends
), narrow AS (
    INSERT INTO cache AS kept (cache_key, value, expires)
    SELECT %s, '1', %s::timestamptz FROM wide WHERE wide.count <= %s
    ON CONFLICT (cache_key) DO UPDATE SET
        value = CASE WHEN kept.expires <= %s THEN '1' ELSE (kept.value::int + 1)::text END,
        expires = CASE WHEN kept.expires <= %s THEN excluded.expires ELSE kept.expires END
    RETURNING value::int AS count, extract(epoch FROM expires)::float8 AS ends
)
SELECT wide.count, wide.ends, narrow.count, narrow.ends FROM wide LEFT JOIN narrow ON true
"""
FORGET = "DELETE FROM cache WHERE expires <= %s"


@transaction.atomic
def forget(*, now: datetime) -> int:
    """Remove the counters whose time is over; how many."""
    with connection.cursor() as cursor:
        cursor.execute(FORGET, [now])
        return int(cursor.rowcount)


@dataclass(frozen=True)
class Count:
    """At most `amount` visits under `key` since the first of them, for `seconds`."""

    key: str
    amount: int
    seconds: int


def seconds_to_wait(*counts: Count, now: datetime) -> int:
    """Count one visit under each of one or two keys: 0 while there were no more than allowed.

    Beyond that, the whole seconds until the first full count begins anew. Give the widest circle first: where it is
    full, the narrower one is not counted. Visits while waiting do not make the wait longer.
    """
    first, *rest = counts
    values: list[Any] = [first.key, now + timedelta(seconds=first.seconds), now, now]
    with prepared() as cursor:
        if rest:
            (second,) = rest
            end = now + timedelta(seconds=second.seconds)
            cursor.execute(COUNT_TWO, [*values, second.key, end, first.amount, now, now])
        else:
            cursor.execute(COUNT, values)
        found = cursor.fetchone()
    for count, (number, ends) in zip(counts, _pairs(found), strict=True):
        if number is not None and number > count.amount:
            return max(1, math.ceil(ends - now.timestamp()))
    return 0


def _pairs(row: Sequence[Any]) -> list[tuple[int | None, float]]:
    """Numbers and ends, as seconds since 1970, in pairs."""
    return list(zip(row[::2], row[1::2], strict=True))
