"""Nudging a worker: a wish, not a promise. What is due stands in the database and a sweep finds it anyway."""

import logging
from functools import partial

from celery import current_app
from django.db import transaction
from kombu.exceptions import OperationalError

logger = logging.getLogger(__name__)


def nudge(task: str, *ids: int) -> None:
    """After commit, ask a worker to run `task` soon. A broker that is away costs time, never the request."""
    transaction.on_commit(partial(_send, task, ids))


def _send(task: str, ids: tuple[int, ...]) -> None:
    try:
        current_app.send_task(task, args=ids, retry=False)
    except (OperationalError, ConnectionError) as error:
        logger.warning("no broker for %s, the sweep will do it: %s", task, type(error).__name__)
