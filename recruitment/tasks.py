"""The door for the monitor's counts. Safe to run twice and side by side."""

from celery import shared_task

from recruitment.actions.tallying import tally as counting


@shared_task(name="recruitment.tally")
def tally() -> None:
    counting.tally()
