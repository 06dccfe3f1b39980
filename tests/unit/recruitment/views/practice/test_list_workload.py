"""The study office's table: how much work each practice has."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cohort.accounts.models import Role
from cohort.outbox.models import Message
from pathways.actions import record
from questionnaires.models import Version
from recruitment.actions import workload
from recruitment.models import ScreeningEntry
from tests import factories
from tests.signing import sign_in

PAGE = "/office/workload/"
ENGLISH = {"accept-language": "en"}


@pytest.mark.covers("R14")
def test_practice_and_office_see_seconds_for_each_template_and_reminders(client: Client, db: None) -> None:
    here = factories.practice()
    factories.practice("Lægerne ved Åen")
    doctor = factories.staff(of=here)
    person = factories.consenting(factories.enrolled(by=doctor).participant)
    ScreeningEntry.objects.update(seconds=26)
    ScreeningEntry.objects.create(practice=here, outcome="declined")
    for slug, answers, seconds in (
        ("gp_first", {"g_contact": "visit"}, 70),
        ("gp_first", {"g_contact": "visit"}, 80),
        ("gp_follow_up", {"g_course": "better"}, 31),
    ):
        version = Version.objects.current(slug)
        record.capture(participant=person, version=version, form=uuid4(), answers=answers, by=doctor, seconds=seconds)
    Message.objects.filter(recipient=person.actor).update(kind="reminder", state="sent", settled_at=person.enrolled_at)
    workload.refresh()
    sign_in(client, factories.staff(Role.STUDY_OFFICE))
    page = client.get(PAGE, headers=ENGLISH)
    assert page.status_code == 200
    table = page.context["table"]
    rows = {row.practice: row for row in (table.everybody, *table.rows)}
    mine = rows[here.name]
    assert (mine.approached, mine.enrolled, mine.enrolment, mine.reminders) == (2, 1, "26 seconds", 1)
    assert mine.templates == ["75 seconds", "31 seconds"]
    assert (rows["Lægerne ved Åen"].approached, rows["Lægerne ved Åen"].enrolment) == (0, "")
    assert rows["The whole study"].approached == 2
    assert f'href="{PAGE}"' in page.text.split("<main")[0]
    assert "75 seconds" in page.text

    practice = sign_in(Client(), doctor).get("/practice/", headers=ENGLISH)
    own = {line.name: line.own for line in practice.context["figures"].lines}
    assert {own[title] for title in table.templates} == {"75 seconds", "31 seconds"}
    assert (own["One enrolment"], own["Reminders sent by the program"]) == ("26 seconds", "1")
    assert "75 seconds" in practice.text


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
