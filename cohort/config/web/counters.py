"""Counters of rate limits, in the table of the cache: in the database, because nothing may depend on Redis.

One statement counts and tells, so that two processes never count the same visit once; and none of it is undone
where the visit itself fails, as long as it is counted outside the request's transaction.
"""

import math
from datetime import datetime, timedelta

from django.db import connection, transaction

COUNT = """
INSERT INTO cache AS kept (cache_key, value, expires) VALUES (%(key)s, '1', %(end)s)
ON CONFLICT (cache_key) DO UPDATE SET
    value = CASE WHEN kept.expires <= %(now)s THEN '1' ELSE (kept.value::int + 1)::text END,
    expires = CASE WHEN kept.expires <= %(now)s THEN excluded.expires ELSE kept.expires END
RETURNING value::int, expires
"""


FORGET = "DELETE FROM cache WHERE expires <= %s"


@transaction.atomic
def forget(*, now: datetime) -> int:
    """Remove the counters whose time is over; how many."""
    with connection.cursor() as cursor:
        cursor.execute(FORGET, [now])
        return int(cursor.rowcount)


def seconds_to_wait(key: str, *, amount: int, seconds: int, now: datetime) -> int:
    """Count one visit under `key`: 0 while there were no more than `amount` since the first, for `seconds`.

    Beyond that, the whole seconds until the count begins anew. Visits while waiting do not make the wait longer.
    """
    with connection.cursor() as cursor:
        cursor.execute(COUNT, {"key": key, "end": now + timedelta(seconds=seconds), "now": now})
        count, end = cursor.fetchone()
    return 0 if count <= amount else max(1, math.ceil((end - now).total_seconds()))
