"""Inviting staff: what is made, what is refused, and who may."""

from datetime import date
from io import StringIO

import pytest
from allauth.account.models import EmailAddress
from django.core.management import CommandError, call_command
from django.test import Client

from cohort.accounts.models import Role, User
from cohort.audit.models import Entry
from cohort.common import clock
from cohort.common.errors import Refusal
from cohort.members.actions import staff
from cohort.members.models import Membership
from cohort.outbox.models import Message
from tests import factories
from tests.signing import sign_in

pytestmark = pytest.mark.django_db


def test_an_invitation_makes_account_membership_audit_and_letter() -> None:
    practice = factories.practice()
    user = staff.invite(
        email=" New@Test.example", name=" Ny ", role=Role.PRACTICE_STAFF, practice=practice, by="user:1"
    )
    assert (user.email, user.name, user.has_usable_password()) == ("new@test.example", "Ny", False)
    assert EmailAddress.objects.get(user=user).verified
    membership = Membership.objects.get(user=user)
    assert (membership.practice, membership.starts_on) == (practice, clock.today())
    assert Message.objects.get().recipient == user.actor
    entry = Entry.objects.get(action="staff.invited")
    assert (entry.actor, entry.subject, entry.practice) == ("user:1", user.actor, practice.pk)
    assert entry.detail == {"role": "practice_staff", "position": "staff"}


def test_an_invitation_that_cannot_be_is_refused_and_leaves_nothing() -> None:
    practice = factories.practice()
    known = factories.staff(Role.CLINICIAN)
    for code, email, role, place in (
        ("email_known", known.email.upper(), Role.CLINICIAN, practice),
        ("practice_missing", "a@test.example", Role.CLINICIAN, None),
        ("practice_not_wanted", "a@test.example", Role.RESEARCHER, practice),
    ):
        with pytest.raises(Refusal) as refusal:
            staff.invite(email=email, name="X", role=role, practice=place, by="user:1")
        assert refusal.value.code == code
    assert not Message.objects.exists()
    assert not User.objects.filter(email="a@test.example").exists()
    assert not Membership.objects.exists()


def test_an_administrator_invites_on_the_page(client: Client) -> None:
    practice = factories.practice()
    sign_in(client, factories.staff(Role.ADMINISTRATOR, name="Admin Istrator"))
    empty = client.post("/staff/invite/", {})
    assert empty.status_code == 422
    typed = {"name": "Ny Læge", "email": "new@test.example", "role": "clinician"}
    assert "practice" in client.post("/staff/invite/", typed).context["form"].errors
    assert client.post("/staff/invite/", typed | {"practice": practice.pk}).headers["Location"] == "/staff/"
    page = client.get("/staff/").content.decode()
    for words in ("Ny Læge", "new@test.example", practice.name, "Admin Istrator"):
        assert words in page
    again = client.post("/staff/invite/", typed | {"practice": practice.pk})
    assert again.status_code == 422
    assert list(again.context["form"].errors) == ["email"]


def test_past_memberships_are_not_listed(client: Client) -> None:
    old = factories.practice("Den gamle praksis")
    doctor = factories.staff(Role.CLINICIAN, of=old)
    Membership.objects.filter(user=doctor).update(ends_on=date(2021, 1, 1))
    sign_in(client, factories.staff(Role.ADMINISTRATOR))
    assert "Den gamle praksis" not in client.get("/staff/").content.decode()


@pytest.mark.parametrize("role", [Role.CLINICIAN, Role.PRACTICE_STAFF, Role.RESEARCHER])
def test_only_administrators_see_and_invite_staff(client: Client, role: str) -> None:
    sign_in(client, factories.staff(role, of=factories.practice()))
    assert client.get("/staff/").status_code == 403
    assert client.post("/staff/invite/", {"name": "X"}).status_code == 403


def test_the_first_administrator_comes_from_the_console() -> None:
    out = StringIO()
    call_command("invite_staff", "first@test.example", "Den Første", stdout=out)
    assert User.objects.get().role == Role.ADMINISTRATOR
    assert out.getvalue().startswith("http://localhost/accounts/password/reset/key/")
    with pytest.raises(CommandError, match=r"access already|allerede"):
        call_command("invite_staff", "first@test.example", "Igen")
    with pytest.raises(CommandError, match="no-address"):
        call_command("invite_staff", "no-address", "Igen")
    with pytest.raises(CommandError, match="999999"):
        call_command("invite_staff", "b@test.example", "B", "--role", "clinician", "--practice", "999999")
