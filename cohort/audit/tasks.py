"""Celery's door to sealing. Safe to run twice and side by side."""

from celery import shared_task

from cohort.audit.actions.seal import seal


@shared_task(name="audit.seal")
def seal_entries() -> None:
    seal()
