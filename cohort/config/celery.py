"""The Celery application; its tasks are thin doors to actions."""

import os
from typing import Any

from celery import Celery, Task
from celery.signals import setup_logging

from cohort.common import reach

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cohort.config.settings")


class WholeTask(Task[Any, Any]):
    """A task is the program's own work and reaches the whole; the database allows that to its worker's role only."""

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        with reach.of_system():
            return super().__call__(*args, **kwargs)


app = Celery("rygvej", task_cls=WholeTask)
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@setup_logging.connect
def keep_our_logs(**_: Any) -> None:
    """Worker and beat write as the web processes do, with every secret masked: Celery leaves alone what is handled."""
