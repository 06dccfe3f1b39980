"""The practice's own account of what left it."""

import pytest
from django.db import transaction
from django.test import Client

from cohort.audit.actions import record
from cohort.audit.models import Entry
from cohort.members.models import Membership, Participant
from pathways.presenters.left_practice import PER_PAGE
from tests import factories
from tests.signing import sign_in

pytestmark = pytest.mark.django_db
ADDRESS = "/practice/left/"


def leave(action: str, participant: Participant, **more: int) -> None:
    with transaction.atomic():
        record(by="system:worker", action=action, subject=participant.actor, practice=participant.practice_id, **more)


def test_what_left_is_told_in_plain_sentences(client: Client) -> None:
    here, there = factories.practice(), factories.practice("Lægerne ved Åen")
    doctor, other = factories.staff(of=here), factories.staff(of=there)
    grethe = factories.enrolled(by=doctor).participant
    foreign = factories.enrolled(by=other).participant
    for action in ("record.kept", "summary.printed", "summary.downloaded"):
        leave(action, grethe)
    for count in (1, 12):
        with transaction.atomic():
            record(by="system:worker", action="release.included", subject="release:4", practice=here.pk, count=count)
    sign_in(client, doctor)
    page = client.get(ADDRESS, headers={"accept-language": "en"}).content.decode()
    for sentence in (
        f"{grethe.study_number} was enrolled, and contact details were stored in Rygvej.",
        f"The ticked record template of {grethe.study_number} was kept for research",
        f"A summary of {grethe.study_number} was made as a PDF.",
        f"The summary of {grethe.study_number} was downloaded.",
        "Data release 4 for research holds answers of 1 of your patients, without a name.",
        "Data release 4 for research holds answers of 12 of your patients, without names.",
    ):
        assert sentence in page
    assert foreign.study_number not in page
    assert "Grethe" not in page
    row = Entry.objects.get(action="participants.listed")
    assert (row.actor, row.purpose, row.detail["part"], row.detail["count"]) == (doctor.actor, "care", "left", 6)


def test_somebody_who_works_in_two_practices_sees_which(client: Client) -> None:
    here, there = factories.practice(), factories.practice("Lægerne ved Åen")
    doctor = factories.staff(of=here)
    factories.enrolled(by=doctor)
    Membership.objects.create(user=doctor, practice=there, starts_on="2020-01-01")
    sign_in(client, doctor)
    page = client.get(ADDRESS).content.decode()
    assert page.count(f"<td>{here.name}</td>") == 1


def test_a_long_list_has_pages_and_few_queries(client: Client, django_assert_max_num_queries: object) -> None:
    doctor = factories.staff(of=factories.practice())
    one = factories.enrolled(by=doctor).participant
    for _ in range(PER_PAGE):
        leave("summary.downloaded", one)
    sign_in(client, doctor)
    assert "?page=2" in client.get(ADDRESS).content.decode()
    with django_assert_max_num_queries(20):  # type: ignore[operator]
        last = client.get(f"{ADDRESS}?page=2").content.decode()
    assert last.count("<tr>") == 2


def test_a_practice_that_nothing_left_is_told_so(client: Client) -> None:
    sign_in(client, factories.staff(of=factories.practice()))
    page = client.get(ADDRESS, headers={"accept-language": "en"}).content.decode()
    assert "Nothing has left the practice yet." in page
