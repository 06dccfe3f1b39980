"""Making the figures of the practices' work anew."""

from django.db import transaction

from cohort.common import clock
from recruitment.models import Workload
from recruitment.reading import workload


@transaction.atomic
def refresh() -> int:
    """Replace every figure by what holds now; how many there are. Safe to run twice and side by side."""
    now = clock.now()
    rows = [
        Workload(
            practice_id=one.practice,
            cluster_id=one.cluster,
            measure=one.measure,
            template=one.template,
            since=one.since,
            count=one.count,
            median_seconds=one.median_seconds,
            refreshed_at=now,
        )
        for one in workload.figures(clock.today())
    ]
    Workload.objects.all().delete()
    Workload.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["practice", "cluster", "measure", "template", "since"],
        update_fields=["count", "median_seconds", "refreshed_at"],
    )
    return len(rows)
