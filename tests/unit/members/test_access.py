"""Changing access: what each act does, what it refuses, and that nobody stays signed in with what they had."""

from datetime import date, timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from cohort.accounts.mail import PASSWORD_RESET
from cohort.accounts.models import Role, User
from cohort.audit.models import Entry
from cohort.common import clock
from cohort.common.errors import Refusal
from cohort.members.actions import access
from cohort.members.models import Membership, Practice
from cohort.outbox.models import Message
from tests import factories
from tests.factories import PASSWORD
from tests.signing import SET_UP, give_password, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def boss() -> User:
    return factories.staff(Role.ADMINISTRATOR)


@pytest.fixture
def practice() -> Practice:
    return factories.practice()


@pytest.fixture
def doctor(practice: Practice) -> User:
    return factories.staff(of=practice)


@pytest.fixture
def office(boss: User) -> Client:
    client = sign_in(Client(), boss)
    client.cookies["django_language"] = "en"
    return client


@pytest.mark.covers("S6")
def test_a_closed_account_is_out_at_once_and_comes_back_when_opened(
    client: Client, office: Client, doctor: User, boss: User
) -> None:
    sign_in(client, doctor)
    assert client.get("/practice/").status_code == 200
    page = office.post(f"/staff/{doctor.pk}/close/", follow=True).content.decode()
    assert "Karen Holst is closed" in page
    assert "login" in client.get("/practice/").headers["Location"]
    assert give_password(Client(), doctor) == "/accounts/inactive/"
    office.post(f"/staff/{doctor.pk}/reopen/")
    assert "login" in client.get("/practice/").headers["Location"], "the old session does not come back"
    assert sign_in(client, User.objects.get(pk=doctor.pk)).get("/practice/").status_code == 200
    acts = Entry.objects.filter(subject=doctor.actor, actor=boss.actor).order_by("pk")
    assert [entry.action for entry in acts] == ["staff.closed", "staff.reopened"]


def test_another_role_ends_sessions_and_memberships_that_do_not_fit(
    client: Client, office: Client, doctor: User, practice: Practice
) -> None:
    sign_in(client, doctor)
    office.post(f"/staff/{doctor.pk}/role/", {"role": "practice_staff"})
    assert "login" in client.get("/practice/").headers["Location"]
    assert Membership.objects.get(user=doctor).ends_on is None
    office.post(f"/staff/{doctor.pk}/role/", {"role": "researcher"})
    assert User.objects.get(pk=doctor.pk).role == Role.RESEARCHER
    assert Membership.objects.get(user=doctor).ends_on == clock.today()
    changed = Entry.objects.filter(action="staff.role_changed").latest("pk")
    assert changed.detail == {"role": "researcher", "before": "practice_staff"}
    assert Entry.objects.get(action="membership.ended").practice == practice.pk


def test_a_membership_begins_today_and_ends_today(client: Client, office: Client, doctor: User) -> None:
    other = factories.practice("Lægerne ved Åen")
    sign_in(client, doctor)
    office.post(f"/staff/{doctor.pk}/practices/", {"practice": other.pk})
    begun = Membership.objects.get(user=doctor, practice=other)
    assert begun.starts_on == clock.today()
    assert "login" in client.get("/practice/").headers["Location"]
    office.post(f"/staff/{doctor.pk}/practices/{begun.pk}/end/")
    assert not Membership.objects.filter(pk=begun.pk).exists(), "it never held for a whole day"
    old = Membership.objects.get(user=doctor)
    office.post(f"/staff/{doctor.pk}/practices/{old.pk}/end/")
    assert Membership.objects.get(user=doctor).ends_on == clock.today()
    assert office.post(f"/staff/{doctor.pk}/practices/{old.pk}/end/").status_code == 404, "it has ended"
    acts = Entry.objects.filter(subject=doctor.actor).order_by("pk").values_list("action", flat=True)
    assert list(acts) == ["membership.began", "membership.ended", "membership.ended"]


def test_a_lost_second_factor_is_set_up_anew(client: Client, office: Client, doctor: User) -> None:
    office.post(f"/staff/{doctor.pk}/second-factor/reset/")
    assert not Authenticator.objects.filter(user=doctor).exists()
    # Who has the old password gets no further with it: a new one is chosen by a link in a letter.
    assert give_password(client, doctor) == ""
    assert Message.objects.get(kind=PASSWORD_RESET).recipient == doctor.actor
    doctor.refresh_from_db()
    doctor.set_password(PASSWORD)
    doctor.save(update_fields=["password"])
    assert give_password(client, doctor) == "/"
    assert client.get("/practice/").headers["Location"] == SET_UP
    assert Entry.objects.get(action="second_factor.reset").subject == doctor.actor


def test_what_cannot_be_is_refused(boss: User, doctor: User, practice: Practice) -> None:
    researcher = factories.staff(Role.RESEARCHER)
    membership = Membership.objects.get(user=doctor)
    own = Membership.objects.create(user=boss, practice=practice, starts_on=date(2020, 1, 1))
    count = Entry.objects.count()
    for code, act in (
        ("own_access", lambda: access.close(user=boss, by=boss)),
        ("own_access", lambda: access.change_role(user=boss, role=Role.RESEARCHER, by=boss)),
        ("own_access", lambda: access.reset_second_factor(user=boss, by=boss)),
        ("own_access", lambda: access.add_membership(user=boss, practice=practice, by=boss)),
        ("own_access", lambda: access.end_membership(membership=own, by=boss)),
        ("role_same", lambda: access.change_role(user=doctor, role=Role.CLINICIAN, by=boss)),
        ("practice_missing", lambda: access.change_role(user=researcher, role=Role.CLINICIAN, by=boss)),
        ("member_already", lambda: access.add_membership(user=doctor, practice=practice, by=boss)),
    ):
        with pytest.raises(Refusal) as refusal:
            act()
        assert refusal.value.code == code
    assert Entry.objects.count() == count
    assert Membership.objects.get(pk=membership.pk).ends_on is None
    assert User.objects.get(pk=doctor.pk).access_round == 0


def test_the_page_says_what_is_wrong(office: Client, doctor: User, boss: User) -> None:
    assert office.post(f"/staff/{doctor.pk}/role/", {"role": "king"}).status_code == 422
    assert office.post(f"/staff/{doctor.pk}/practices/", {"practice": "0"}).status_code == 422
    page = office.post(f"/staff/{boss.pk}/close/", follow=True).content.decode()
    assert "You cannot change your own access" in page
    assert "Close the account" not in page
    assert office.get("/staff/0/").status_code == 404


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMINISTRATOR])
def test_only_administrators_see_and_change_access(client: Client, doctor: User, role: str) -> None:
    sign_in(client, factories.staff(role))
    assert client.get(f"/staff/{doctor.pk}/").status_code == 403
    for act in ("close", "reopen", "role", "second-factor/reset", "practices", "practices/1/end"):
        assert client.post(f"/staff/{doctor.pk}/{act}/").status_code == 403
    assert User.objects.get(pk=doctor.pk).is_active
    assert Membership.objects.filter(user=doctor, starts_on__lt=clock.today() - timedelta(days=1)).exists()
