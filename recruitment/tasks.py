"""Celery's doors to those who sign up by themselves, and to figures. Safe to run twice and side by side."""

from celery import shared_task

from recruitment.actions import claims, join, workload


@shared_task(name="recruitment.take_in")
def take_in() -> None:
    join.take_in_waiting()


@shared_task(name="recruitment.move_confirmed")
def move_confirmed() -> None:
    claims.move_confirmed()


@shared_task(name="recruitment.refresh_workload")
def refresh_workload() -> None:
    workload.refresh()
