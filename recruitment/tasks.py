"""Doors for the monitor's counts and for sub-studies. Safe to run twice and side by side."""

from celery import shared_task

from recruitment.actions import sub_studies
from recruitment.actions.tallying import tally as counting


@shared_task(name="recruitment.tally")
def tally() -> None:
    counting.tally()


@shared_task(name="recruitment.match_sub_studies")
def match_sub_studies() -> None:
    sub_studies.match()
