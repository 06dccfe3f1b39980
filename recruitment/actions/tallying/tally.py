"""Counting everybody anew: facts, counts, and what may be shown, in one transaction and by one worker at a time."""

import time
from typing import Any

from django.db import connection, transaction
from django.db.models import Q

from cohort.common import clock
from cohort.members.models.region import NOW_CALLED
from questionnaires.models import Plan
from recruitment.actions.tallying.facts import START, TALLY, TOTALS
from recruitment.actions.tallying.showing import BY_MONTH, WHOLE, Cell, shown
from recruitment.models import Tally, Tallying

LOCK = 5_110_001  # of this work alone; who does not get it leaves it to whoever has it
SETTINGS = {"statement_timeout": "9min", "work_mem": "128MB", "jit": "off"}
PLACES = f"""
WITH RECURSIVE now_called AS ({NOW_CALLED})
SELECT p.id::text, coalesce(n.region::text, ''), coalesce(p.cluster_id::text, '')
FROM members_practice p LEFT JOIN now_called n ON n.id = p.region_id
"""  # noqa: S608 - a statement of ours
SHOW = """
UPDATE recruitment_tally t SET shown = s.shown, hidden = s.hidden
FROM unnest(%s::bigint[], %s::int[], %s::text[]) AS s (id, shown, hidden) WHERE t.id = s.id
"""


@transaction.atomic
def tally() -> bool:
    """Count everybody; False where another worker is at it. Pages show the counts before until it is done."""
    began = time.monotonic()
    at = clock.now()
    plan = Plan.objects.order_by("pk").last()
    first = plan.waves.order_by("offset_days", "pk").first() if plan else None
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [LOCK])
        if not cursor.fetchone()[0]:
            return False
        for name, value in SETTINGS.items():
            cursor.execute("SELECT set_config(%s, %s, true)", [name, value])
        cursor.execute("DELETE FROM recruitment_tally")
        kept = f"answered:{first.slug}" if first else ""
        cursor.execute(TALLY, {"at": at, "day": clock.today(), "start": list(START), "first": kept})
        cursor.execute(TOTALS)
        _show(cursor)
    Tallying.objects.update_or_create(pk=1, defaults={"at": at, "seconds": round(time.monotonic() - began)})
    return True


def _show(cursor: Any) -> None:
    """Write down what may be shown of each count that is printed."""
    printed = Tally.objects.filter(Q(month__isnull=True) | Q(dimension=WHOLE, stage__in=BY_MONTH))
    rows = list(printed.values_list("pk", "dimension", "value", "month", "stage", "count"))
    keys = {Cell(*row[1:5]): row[0] for row in rows}
    cursor.execute(PLACES, {"day": clock.today()})
    regions = {practice: (region, cluster) for practice, region, cluster in cursor.fetchall()}
    found = shown({Cell(*row[1:5]): row[5] for row in rows}, regions)
    numbers, reasons = [one.number for one in found.values()], [one.hidden for one in found.values()]
    cursor.execute(SHOW, [[keys[cell] for cell in found], numbers, reasons])
