"""Doors for the schedule: each looks at the clock and calls one action. Safe to run twice and side by side."""

from celery import shared_task

from cohort.common import clock
from questionnaires.actions import closing, messages, schedule
from questionnaires.actions.diary import settling

WORKER = "system:worker"


@shared_task(name="questionnaires.plan_messages")
def plan_messages() -> None:
    messages.plan(at=clock.now(), by=WORKER)


@shared_task(name="questionnaires.fill_schedule")
def fill_schedule() -> None:
    schedule.fill(by=WORKER)


@shared_task(name="questionnaires.close_overdue")
def close_overdue() -> None:
    closing.close_overdue(at=clock.now(), by=WORKER)


@shared_task(name="questionnaires.settle_diaries")
def settle_diaries() -> None:
    settling.settle(at=clock.now(), by=WORKER)
