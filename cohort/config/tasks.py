"""Tasks that need to know more than one app: sending what the outbox holds, anchoring the
audit, forgetting visits."""

from celery import shared_task

from cohort.common import clock
from cohort.config import anchoring
from cohort.config.couriers import COURIERS
from cohort.config.web import counters
from cohort.outbox.actions import deliver


@shared_task(name="outbox.send")
def send_messages() -> None:
    deliver.send_due(couriers=COURIERS)


@shared_task(name="web.forget_visits")
def forget_visits() -> None:
    counters.forget(now=clock.now())


@shared_task(name="audit.anchor")
def anchor_audit() -> None:
    anchoring.anchor()
