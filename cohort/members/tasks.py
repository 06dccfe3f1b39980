"""Celery's door to what is looked for among all participants. Safe to run twice and side by side."""

from celery import shared_task

from cohort.members.actions import duplicates


@shared_task(name="members.find_duplicates")
def find_duplicates() -> None:
    """Write down pairs that may be one person, for the study office to decide."""
    duplicates.find()
