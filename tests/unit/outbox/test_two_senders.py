"""Several workers send at once: every message leaves once."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from cohort.outbox.actions import deliver
from cohort.outbox.models import Message
from tests.unit.outbox.conftest import Desk, Server

WORKERS = 5


@pytest.mark.covers("S45")
@pytest.mark.django_db(transaction=True)
def test_five_senders_share_the_work(desk: Desk, server: Server) -> None:
    Message.objects.bulk_create(
        Message(kind="note", recipient=f"participant:{number}", about=f"n{number}") for number in range(40)
    )
    together = Barrier(WORKERS)

    def work(_: int) -> int:
        try:
            together.wait(10)
            return deliver.send_due(couriers={"note": desk})
        finally:
            connection.close()

    with ThreadPoolExecutor(WORKERS) as pool:
        counts = list(pool.map(work, range(WORKERS)))
    assert sum(counts) == len(server.arrived) == 40
    assert set(Message.objects.values_list("state", "attempts")) == {("sent", 1)}
