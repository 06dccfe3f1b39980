"""Celery's doors to those who sign up or are asked again, and to figures. Safe to run twice and side by side."""

from celery import shared_task

from recruitment.actions import ask_again, claims, join, workload


@shared_task(name="recruitment.take_in")
def take_in() -> None:
    join.take_in_waiting()


@shared_task(name="recruitment.move_confirmed")
def move_confirmed() -> None:
    claims.move_confirmed()


@shared_task(name="recruitment.refresh_workload")
def refresh_workload() -> None:
    workload.refresh()


@shared_task(name="recruitment.ask_again")
def write_to_those_asked_again() -> int:
    """Write to those whom a new consent text asks again; how many. Run twice, nobody gets two for a text."""
    return ask_again.plan()
