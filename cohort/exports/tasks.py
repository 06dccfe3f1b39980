"""Celery's doors to releases, erasures and retention. Safe to run twice and side by side."""

from celery import shared_task
from django.conf import settings

from cohort.exports.actions import build, erase, fetch, retain

AN_HOUR = 3600  # seconds; redelivery while a build runs finds nothing to claim


@shared_task(name="exports.build_releases", soft_time_limit=AN_HOUR, time_limit=AN_HOUR + 60)
def build_releases() -> None:
    """Build whatever waits, oldest first, and remove what has expired."""
    while build.build_next():
        pass
    fetch.remove_expired()
    fetch.remove_orphans()


@shared_task(name="exports.erase")
def erase_participants() -> None:
    """Do the erasures that were asked for."""
    erase.erase_due()


@shared_task(name="exports.retain")
def retain_what_is_wanted() -> None:
    """Remove what is too old where the operator has said so; elsewhere only count it."""
    retain.retain(apply=settings.RETENTION == "apply")
