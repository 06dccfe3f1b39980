import pytest
from django.conf import settings

from cohort.config import celery, schedule
from cohort.config.couriers import COURIERS
from cohort.config.tasks import send_messages
from cohort.outbox.actions.enqueue import SEND_TASK
from cohort.outbox.models import Message
from tests import factories


def test_every_task_of_the_schedule_exists() -> None:
    celery.app.loader.import_default_modules()
    missing = {*schedule.EVERY, *schedule.BY_THE_CLOCK} - set(celery.app.tasks)
    assert not missing


@pytest.mark.parametrize("tick", [1, 60])
def test_every_task_runs_in_time_with_ticks_or_by_the_clock(tick: int) -> None:
    seconds = {name: ticks * tick for name, ticks in schedule.EVERY.items()} | schedule.BY_THE_CLOCK
    made = schedule.beat_schedule(tick)
    assert set(made) == set(seconds)
    for name, entry in made.items():
        assert entry["task"] == name
        assert entry["schedule"] == entry["options"]["expires"] == seconds[name]


def test_settings_carry_the_schedule() -> None:
    assert celery.app.conf.beat_schedule == schedule.beat_schedule(settings.TICK_SECONDS)
    assert celery.app.conf.beat_schedule_filename.startswith(str(settings.FILES_DIR))


def test_nudge_and_schedule_mean_the_same_task() -> None:
    assert send_messages.name == SEND_TASK
    assert SEND_TASK in schedule.EVERY


@pytest.mark.django_db
def test_sending_twice_sends_once(mailoutbox: list[object]) -> None:
    factories.enrolled(by=factories.staff(of=factories.practice()))
    send_messages()
    send_messages()
    assert len(mailoutbox) == 1
    assert Message.objects.get().state == Message.State.SENT


@pytest.mark.django_db
def test_every_courier_answers_for_a_recipient_nobody_knows() -> None:
    for kind, courier in COURIERS.items():
        assert courier.wanted(Message(kind=kind, recipient="participant:R0000000-0")).startswith("unknown")
