"""Tasks that need to know more than one app: sending what the outbox holds, anchoring the audit."""

from celery import shared_task

from cohort.config import anchoring
from cohort.config.couriers import COURIERS
from cohort.outbox.actions import deliver


@shared_task(name="outbox.send")
def send_messages() -> None:
    deliver.send_due(couriers=COURIERS)


@shared_task(name="audit.anchor")
def anchor_audit() -> None:
    anchoring.anchor()
