"""The task that needs to know every app: sending what the outbox holds."""

from celery import shared_task

from cohort.config.couriers import COURIERS
from cohort.outbox.actions import deliver


@shared_task(name="outbox.send")
def send_messages() -> None:
    deliver.send_due(couriers=COURIERS)
