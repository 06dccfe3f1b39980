"""The practice's page: three short groups, one tap, own figures beside others', and few queries."""

from datetime import timedelta

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cohort.accounts.models import User
from cohort.audit.models import Entry
from cohort.common import clock
from cohort.members.models import Cluster, Membership, Participant, Practice
from pathways.presenters import practice_page
from questionnaires.actions import closing
from recruitment.actions import workload
from recruitment.models import ScreeningEntry
from tests import factories
from tests.signing import sign_in
from tests.unit.pathways.conftest import BASELINE, Now, hand_in

PAGE = "/practice/"
ENGLISH = {"accept-language": "en"}


def names(client: Client) -> dict[str, list[str]]:
    groups = client.get(PAGE).context["groups"]
    return {
        which: [person.contact.name for person in getattr(groups, which).people]
        for which in ("waiting", "due", "silent")
    }


def test_who_waits_who_is_due_and_who_does_not_answer(
    client: Client, doctor: User, grethe: Participant, now: Now
) -> None:
    factories.enrolled(by=doctor, name="Poul Lyngsøe")
    assert names(client) == {"waiting": ["Poul Lyngsøe"], "due": ["Grethe Lyngsøe"], "silent": []}
    now.pass_days(8)
    assert names(client) == {"waiting": ["Poul Lyngsøe"], "due": [], "silent": ["Grethe Lyngsøe"]}
    hand_in(grethe, "baseline_a", BASELINE, now)
    assert names(client)["silent"] == []
    assert client.get(PAGE).text.count(f"/participants/{grethe.study_number}/") == 1


def test_what_closed_unanswered_counts_until_it_is_forgotten(
    client: Client, doctor: User, grethe: Participant, now: Now
) -> None:
    now.pass_days(14)
    closes = grethe.assignments.filter(opens_at__lte=now()).latest("closes_at").closes_at
    now.at = closes + timedelta(days=1)
    closing.close_overdue(at=now(), by="system:test")
    assert names(client)["silent"] == ["Grethe Lyngsøe"]
    grethe.assignments.filter(opens_at__gt=now() - timedelta(days=60)).delete()
    now.at = closes + practice_page.FORGOTTEN_AFTER + timedelta(days=1)
    assert names(client)["silent"] == []


def test_who_said_no_or_takes_part_on_paper_is_not_waited_for(client: Client, doctor: User, now: Now) -> None:
    factories.consenting(factories.enrolled(by=doctor, name="Nej Tak").participant, questionnaires=False)
    on_paper = factories.enrolled(by=doctor, name="Poul Papir", email="", phone="87654321").participant
    assert names(client) == {"waiting": ["Poul Papir"], "due": [], "silent": []}
    factories.consenting(on_paper)
    now.pass_days(9)
    assert names(client) == {"waiting": [], "due": [], "silent": []}


def test_a_group_is_short_and_says_how_many_more(client: Client, doctor: User) -> None:
    for number in range(practice_page.SHOWN + 3):
        factories.enrolled(by=doctor, name=f"Person {number}")
    page = client.get(PAGE, headers=ENGLISH)
    waiting = page.context["groups"].waiting
    assert (waiting.count, len(waiting.people), waiting.more) == (practice_page.SHOWN + 3, practice_page.SHOWN, 3)
    assert "and 3 more" in page.text
    row = Entry.objects.get(action="participants.listed", detail__part="practice")
    assert row.detail["count"] == practice_page.SHOWN


def test_own_figures_stand_beside_those_of_cluster_and_country(
    client: Client, doctor: User, practice: Practice
) -> None:
    cluster = Cluster.objects.create(name="KLAP Syd", region_id=practice.region_id)
    other = factories.practice("Lægerne ved Åen")
    Practice.objects.filter(pk__in=[practice.pk, other.pk]).update(cluster=cluster)
    far = factories.practice("Lægerne Havnen")
    for place, outcome, seconds, times in (
        *((practice, "enrolled", 20, 3), (practice, "declined", None, 1)),
        *((other, "enrolled", 40, 9), (far, "enrolled", 60, 20), (far, "declined", None, 2)),
    ):
        ScreeningEntry.objects.bulk_create(
            ScreeningEntry(practice=place, outcome=outcome, seconds=seconds) for _ in range(times)
        )
    workload.refresh()
    page = client.get(PAGE, headers=ENGLISH)
    lines = {line.name: (line.own, line.cluster, line.country) for line in page.context["figures"].lines}
    assert lines["Asked"] == ("4", "15", "35")
    assert lines["Enrolled"] == ("3", "10", "30")
    assert lines["Asked, said no"] == ("1", "fewer than 8", "fewer than 8")
    assert lines["Not eligible"] == ("0", "0", "0")
    assert lines["One enrolment"] == ("20 seconds", "40 seconds", "60 seconds")
    assert lines["Reminders sent by the program"] == ("0", "0", "0")
    assert "KLAP Syd" in page.text
    assert "35" in page.text


def test_without_a_cluster_there_is_no_column_for_it(client: Client, doctor: User) -> None:
    page = client.get(PAGE)
    assert page.context["figures"].cluster == ""


def test_queries_do_not_grow_with_the_patients(client: Client, doctor: User) -> None:
    counts = []
    for _ in range(2):
        for _ in range(4):
            factories.consenting(factories.enrolled(by=doctor).participant)
            factories.enrolled(by=doctor)
        workload.refresh()
        with CaptureQueriesContext(connection) as queries:
            assert client.get(PAGE).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 14


def test_another_practices_patients_stay_there(client: Client, doctor: User, grethe: Participant) -> None:
    sign_in(client, factories.staff(of=factories.practice("Lægerne Havnen")))
    page = client.get(PAGE)
    assert grethe.study_number not in page.text
    assert "Grethe" not in page.text


def test_who_works_in_two_practices_chooses(
    client: Client, doctor: User, practice: Practice, grethe: Participant
) -> None:
    second = factories.practice("Lægerne Havnen")
    Membership.objects.create(user=doctor, practice=second, starts_on=clock.today() - timedelta(days=1))
    foreign = factories.practice("Lægerne Skoven")
    assert client.get(PAGE, {"practice": second.pk}).context["practice"] == second
    assert "Grethe" not in client.get(PAGE, {"practice": second.pk}).text
    for odd in (foreign.pk, "x", "\0"):
        assert client.get(PAGE, {"practice": odd}).context["practice"] == practice


def test_who_works_nowhere_is_told_whom_to_call(client: Client, db: None) -> None:
    sign_in(client, factories.staff())
    page = client.get(PAGE, headers=ENGLISH)
    assert page.status_code == 200
    assert "no practice today" in page.text
