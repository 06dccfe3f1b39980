"""Celery's doors to the building of releases. Safe to run twice and side by side."""

from celery import shared_task

from cohort.exports.actions import build, fetch

AN_HOUR = 3600  # seconds; redelivery while a build runs finds nothing to claim


@shared_task(name="exports.build_releases", soft_time_limit=AN_HOUR, time_limit=AN_HOUR + 60)
def build_releases() -> None:
    """Build whatever waits, oldest first, and remove what has expired."""
    while build.build_next():
        pass
    fetch.remove_expired()
    fetch.remove_orphans()
