"""The study office's table: how much work each practice has."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cohort.accounts.models import Role
from cohort.outbox.models import Message
from recruitment.actions import workload
from recruitment.models import ScreeningEntry
from tests import factories
from tests.signing import sign_in

PAGE = "/office/workload/"


@pytest.mark.covers("R14")
def test_each_practice_with_its_own_figures(client: Client, db: None) -> None:
    here = factories.practice()
    factories.practice("Lægerne ved Åen")
    person = factories.enrolled(by=factories.staff(of=here)).participant
    ScreeningEntry.objects.update(seconds=26)
    ScreeningEntry.objects.create(practice=here, outcome="declined")
    Message.objects.filter(recipient=person.actor).update(kind="reminder", state="sent", settled_at=person.enrolled_at)
    workload.refresh()
    sign_in(client, factories.staff(Role.STUDY_OFFICE))
    page = client.get(PAGE, headers={"accept-language": "en"})
    assert page.status_code == 200
    table = page.context["table"]
    rows = {row.practice: row for row in (table.everybody, *table.rows)}
    mine = rows[here.name]
    assert (mine.approached, mine.enrolled, mine.enrolment, mine.reminders) == (2, 1, "26 seconds", 1)
    assert (rows["Lægerne ved Åen"].approached, rows["Lægerne ved Åen"].enrolment) == (0, "")
    assert rows["The whole study"].approached == 2
    assert f'href="{PAGE}"' in page.text.split("<main")[0]


def test_queries_do_not_grow_with_the_practices(client: Client, db: None) -> None:
    sign_in(client, factories.staff(Role.STUDY_OFFICE))
    counts = []
    for _ in range(2):
        for number in range(4):
            factories.enrolled(by=factories.staff(of=factories.practice(f"Lægehuset {number}")))
        workload.refresh()
        with CaptureQueriesContext(connection) as queries:
            assert client.get(PAGE).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 8
