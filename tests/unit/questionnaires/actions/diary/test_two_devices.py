"""Many devices at the same moment: one row for the day, and what is newest stands."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

from django.db import connection

from cohort.audit.models import Entry as Act
from cohort.common import clock
from questionnaires.models import Assignment, Diary, Response
from tests.unit.questionnaires.diaries import MONDAY, at, keeper

DEVICES = 8


def test_first_entries_from_many_devices_make_one_day(transactional_db: None) -> None:
    with clock.use(lambda: at(4)):
        one = keeper()
    together = Barrier(DEVICES)
    moment = at(4, 12)

    def write(number: int) -> None:
        try:
            together.wait(10)
            one.write(MONDAY, at(4, 18), d_pain=(number, moment + timedelta(milliseconds=(number * 3) % DEVICES)))
        finally:
            connection.close()

    with ThreadPoolExecutor(DEVICES) as pool:
        list(pool.map(write, range(DEVICES)))
    newest = max(range(DEVICES), key=lambda number: (number * 3) % DEVICES)
    assert one.days == {MONDAY: {"d_pain": newest}}
    assert (Diary.objects.count(), Assignment.objects.filter(day=MONDAY).count(), Response.objects.count()) == (1, 1, 1)
    assert Act.objects.filter(action="response.started").count() == 1
