"""Celery's door to recruitment's figures. Safe to run twice and side by side."""

from celery import shared_task

from recruitment.actions import workload


@shared_task(name="recruitment.refresh_workload")
def refresh_workload() -> None:
    workload.refresh()
