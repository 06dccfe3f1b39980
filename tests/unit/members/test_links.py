"""Personal links: what the database keeps of them, and what ends them."""

from datetime import timedelta

import pytest
from django.db import connection

from cohort.audit.models import Entry
from cohort.common import clock
from cohort.common.errors import NoLongerOpen
from cohort.members.actions import links
from cohort.members.models import Participant, PersonalLink
from tests import factories

pytestmark = pytest.mark.django_db
START, CODE = PersonalLink.Purpose.START, PersonalLink.Purpose.CODE


@pytest.fixture
def participant() -> Participant:
    return factories.enrolled(by=factories.staff(of=factories.practice())).participant


def issue(participant: Participant, about: str = "test", purpose: PersonalLink.Purpose = START) -> str:
    return links.issue(
        participant=participant,
        purpose=purpose,
        about=about,
        expires_at=clock.now() + timedelta(days=1),
        by="system:test",
    )


@pytest.mark.covers("S7", "S8")
def test_a_hundred_links_leave_nothing_that_opens_one(participant: Participant) -> None:
    tokens = {issue(participant, str(number)) for number in range(100)}
    assert len(tokens) == 100
    assert all(len(token) == 43 for token in tokens)  # 256 bits in base64
    with connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(t::text, ' ') FROM members_personallink t")
        kept = cursor.fetchone()[0]
        cursor.execute("SELECT string_agg(t::text, ' ') FROM audit_entry t")
        kept += cursor.fetchone()[0]
    assert not [token for token in tokens if token in kept]
    assert links.find(tokens.pop()) is not None


def test_a_new_link_ends_the_former_about_the_same_and_no_other(participant: Participant) -> None:
    first, other = issue(participant, "one"), issue(participant, "two")
    second = issue(participant, "one")
    usable = {token: found.is_usable(clock.now()) for token in (first, other, second) if (found := links.find(token))}
    assert usable == {first: False, other: True, second: True}


def test_issuing_is_audited_without_the_link(participant: Participant) -> None:
    token = issue(participant)
    entry = Entry.objects.filter(action="link.issued", subject=participant.actor).latest("pk")
    assert (entry.purpose, entry.detail) == ("start", {"link": "start", "about": "test"})
    assert token not in str(entry.detail)


def test_a_code_works_once_however_it_is_typed(participant: Participant) -> None:
    code = issue(participant, purpose=CODE)
    token = links.exchange_code(code=f" {code[:4].lower()}-{code[4:]} ", lifetime=timedelta(days=28))
    found = links.find(token)
    assert found is not None
    assert (found.participant, found.purpose, found.about) == (participant, START, "typed")
    with pytest.raises(NoLongerOpen):
        links.exchange_code(code=code, lifetime=timedelta(days=28))


def test_a_code_is_over_after_its_time(participant: Participant) -> None:
    code = issue(participant, purpose=CODE)
    later = clock.now() + timedelta(days=2)
    with clock.use(lambda: later), pytest.raises(NoLongerOpen):
        links.exchange_code(code=code, lifetime=timedelta(days=28))


def test_a_link_is_not_a_code(participant: Participant) -> None:
    with pytest.raises(NoLongerOpen):
        links.exchange_code(code=issue(participant), lifetime=timedelta(days=28))
