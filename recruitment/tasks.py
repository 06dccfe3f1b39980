"""Celery's doors to those who sign up or are asked again, to counts and to sub-studies. Safe to run side by side."""

from celery import shared_task

from recruitment.actions import ask_again, claims, join, sub_studies, workload
from recruitment.actions.tallying import tally as counting


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


@shared_task(name="recruitment.tally")
def tally() -> None:
    counting.tally()


@shared_task(name="recruitment.match_sub_studies")
def match_sub_studies() -> None:
    sub_studies.match()
