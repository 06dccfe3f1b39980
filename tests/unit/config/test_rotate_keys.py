"""New keys for old: everything sealed is found and sealed again, nothing that changed meanwhile is overwritten."""

import io
import json
import re
import secrets
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
import pytest_django
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from cryptography.fernet import Fernet, InvalidToken
from django.core.management import CommandError, call_command
from django.db import connection, connections, transaction

from cohort.accounts.models import User
from cohort.common import reach, sealing
from cohort.common.identity import rotation
from cohort.config.local import postgres
from cohort.config.management.commands import rotate_keys
from cohort.members.models import ContactDetails, Region
from cohort.members.queries import known
from cohort.outbox.models import Message
from pathways.models import Summary
from recruitment.models import Claim, JoinRequest, PracticeRequest
from tests import factories

OLD, NEW = Fernet.generate_key().decode(), Fernet.generate_key().decode()
OLD_LOOKUP, NEW_LOOKUP = "an-old-lookup-key-" + "a" * 40, "a-new-lookup-key-" + "b" * 40
PDF = b"%PDF-1.7 not really"


@pytest.fixture(autouse=True)
def old_keys(settings: pytest_django.Settings) -> None:
    settings.FIELD_KEYS, settings.LOOKUP_KEYS = [OLD], [OLD_LOOKUP]


@pytest.fixture
def doctor(db: None) -> User:
    return factories.staff(of=factories.practice())


def everything_sealed(by: User) -> ContactDetails:
    """One row in each table that seals: contact details, a message under way, a summary, a sign-up, a second factor."""
    someone = factories.enrolled(by=by, mobile="+4520304050").participant
    Message.objects.filter(recipient=someone.actor).update(
        sealed=json.dumps({"to": "x"}), state=Message.State.IN_FLIGHT, claimed_at=someone.enrolled_at
    )
    Summary.objects.create(
        participant=someone,
        audience="patient",
        language="da",
        content_hash="0",
        requested_by=by,
        pdf=PDF,
        state="ready",
    )
    Claim.objects.create(
        participant=someone, practice=someone.practice, named="x", name="x", birth_date="1953-04-17", state="waiting"
    )
    JoinRequest.objects.create(channel=someone.arrival.channel, given="{}")
    PracticeRequest.objects.create(
        name="x",
        email="x@test.example",
        email_key=secrets.token_hex(32),
        tutor="x",
        position="doctor",
        provider_number="123456",
        practice_name="x",
        region=Region.objects.earliest("pk"),
        language="da",
    )
    if not Authenticator.objects.filter(user=by).exists():
        TOTP.activate(by, factories.TOTP_SECRET)
    return ContactDetails.objects.get(participant=someone)


def run(*words: str) -> str:
    out = io.StringIO()
    call_command("rotate_keys", *words, stdout=out)
    return out.getvalue()


def places_with_tokens() -> set[tuple[str, str]]:
    """Tables and columns of the whole database that hold something that looks sealed, as text or as bytes."""
    found = set()
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        for (table,) in cursor.fetchall():
            cursor.execute(f'SELECT to_jsonb(t)::text FROM "{table}" t')  # noqa: S608 - from the catalogue
            for (row,) in cursor.fetchall():
                values = json.loads(row)
                found |= {(table, name) for name in values if re.search(r"gAAAA|6741414141", json.dumps(values[name]))}
    return found


@pytest.mark.covers("S24")
def test_every_sealed_column_is_known(doctor: User) -> None:
    everything_sealed(doctor)
    tables = rotation.tables(rotate_keys.WITHIN_JSON)
    known_places = {(table.name, column.name) for table in tables for column in table.columns}
    found = places_with_tokens()
    assert {table for table, _ in found} == {table for table, _ in known_places}, "each table has been filled"
    assert found <= known_places


@pytest.mark.covers("S24")
def test_afterwards_the_old_key_may_go(doctor: User, settings: pytest_django.Settings) -> None:
    contact = everything_sealed(doctor)
    settings.FIELD_KEYS = [NEW, OLD]
    fresh = factories.enrolled(by=doctor, name="Poul Lyngsøe").participant
    with pytest.raises(CommandError, match="keep that key") as left:
        run("--check")
    assert left.value.returncode == 1
    assert "members_contactdetails: 2 rows; 1 were under the newest key already, 1 sealed again, 0 left" in run()
    assert "No row needs another key" in run("--check")

    settings.FIELD_KEYS = [NEW]
    contact.refresh_from_db()
    assert (contact.name, contact.mobile, contact.cpr) == ("Grethe Lyngsøe", "+4520304050", "")
    assert ContactDetails.objects.get(participant=fresh).name == "Poul Lyngsøe"
    assert Message.objects.get(recipient=contact.participant.actor).sealed == '{"to": "x"}'
    assert bytes(Summary.objects.get().pdf or b"") == PDF
    secrets = Authenticator.objects.filter(user=doctor, type="totp").values_list("data", flat=True)
    assert [sealing.unseal(data["secret"]) for data in secrets] == [factories.TOTP_SECRET]
    settings.FIELD_KEYS = [OLD]
    with pytest.raises(InvalidToken):
        contact.refresh_from_db()


def test_a_second_run_writes_nothing(doctor: User, settings: pytest_django.Settings) -> None:
    everything_sealed(doctor)
    settings.FIELD_KEYS = [NEW, OLD]
    run()
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_jsonb(c)::text FROM members_contactdetails c")
        before = cursor.fetchall()
        assert "1 were under the newest key already, 0 sealed again" in run()
        cursor.execute("SELECT to_jsonb(c)::text FROM members_contactdetails c")
        assert cursor.fetchall() == before


def test_a_row_that_no_key_opens_is_named_and_stops_nothing(doctor: User, settings: pytest_django.Settings) -> None:
    lost, kept = everything_sealed(doctor), factories.enrolled(by=doctor).participant
    settings.FIELD_KEYS = [NEW]
    ContactDetails.objects.filter(pk=lost.pk).update(name="Grethe Lyngsøe")
    settings.FIELD_KEYS = [Fernet.generate_key().decode(), OLD]
    out = io.StringIO()
    with pytest.raises(CommandError, match="1 rows"):
        call_command("rotate_keys", stdout=out)
    assert f"members_contactdetails: no key opens row {lost.pk}" in out.getvalue()
    assert ContactDetails.objects.get(participant=kept).name == "Grethe Lyngsøe"


@pytest.mark.parametrize("words", [(), ("--check",), ("--lookup",)])
def test_a_role_that_reaches_only_some_rows_may_not_say_that_all_is_well(doctor: User, words: tuple[str, ...]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SET ROLE {postgres.APP}")
        with pytest.raises(CommandError, match="does not reach every row"):
            run(*words)
        cursor.execute(f"SET ROLE {postgres.WORKER}")


@pytest.fixture
def elsewhere(transactional_db: None) -> Iterator[ThreadPoolExecutor]:
    """Somebody else's connection."""
    with ThreadPoolExecutor(1) as thread:
        yield thread
        thread.submit(lambda: connection.close()).result()


@pytest.mark.covers("S24")
def test_what_changes_meanwhile_is_not_overwritten(
    elsewhere: ThreadPoolExecutor, settings: pytest_django.Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    doctor = factories.staff(of=factories.practice())
    first, second = everything_sealed(doctor), factories.enrolled(by=doctor).participant.contact
    settings.FIELD_KEYS = [NEW, OLD]

    def changes() -> None:
        with reach.of_system(), transaction.atomic():
            contact = ContactDetails.objects.get(pk=first.pk)
            contact.email = "moved@test.example"
            contact.save()

    exchange = rotation.exchange

    def late(table: rotation.Table, stale: list[tuple[object, object, object]]) -> int:
        """Between our reading and our writing the person gives another address."""
        if table.name == "members_contactdetails":
            elsewhere.submit(changes).result()
        return exchange(table, stale)  # type: ignore[arg-type]

    monkeypatch.setattr(rotation, "exchange", late)
    monkeypatch.setattr(rotate_keys, "PAUSE_SECONDS", 0)
    assert "members_contactdetails: 2 rows; 0 were under the newest key already, 1 sealed again, 0 left" in run()
    settings.FIELD_KEYS = [NEW]
    first.refresh_from_db()
    second.refresh_from_db()
    assert first.email == "moved@test.example"


def test_a_row_in_somebodys_hands_is_left_and_said(
    elsewhere: ThreadPoolExecutor, settings: pytest_django.Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    doctor = factories.staff(of=factories.practice())
    held, free = everything_sealed(doctor), factories.enrolled(by=doctor).participant.contact
    settings.FIELD_KEYS, settings.LOOKUP_KEYS = [NEW, OLD], [NEW_LOOKUP, OLD_LOOKUP]
    monkeypatch.setattr(rotate_keys, "PAUSE_SECONDS", 0)

    def hold() -> None:
        transaction.set_autocommit(False)
        with reach.of_system():
            reach.tell(connections["default"])
            assert list(ContactDetails.objects.select_for_update().filter(pk=held.pk))

    def let_go() -> None:
        transaction.rollback()
        transaction.set_autocommit(True)

    elsewhere.submit(hold).result()
    for words in ((), ("--lookup",)):
        with pytest.raises(CommandError, match="1 rows"):
            run(*words)
    elsewhere.submit(let_go).result()
    assert "1 sealed again, 0 left" in run()
    assert "1 sealed again, 0 left" in run("--lookup")
    settings.FIELD_KEYS = [NEW]
    free.refresh_from_db()


@pytest.mark.covers("S24", "S25")
def test_people_are_found_before_while_and_after_the_lookup_key_changes(
    doctor: User, settings: pytest_django.Settings
) -> None:
    details = {"birth_date": date(1927, 1, 21), "email": "grethe@test.example", "cpr": "2101270087"}
    someone = factories.enrolled(by=doctor, **details).participant
    before = ContactDetails.objects.values_list("email_key", "cpr_key").get()
    settings.LOOKUP_KEYS = [OLD_LOOKUP, NEW_LOOKUP]  # first everybody learns the new one
    assert [one.pk for one in known(**details)] == [someone.pk]
    settings.LOOKUP_KEYS = [NEW_LOOKUP, OLD_LOOKUP]  # then it writes
    assert [one.pk for one in known(**details)] == [someone.pk]
    with pytest.raises(CommandError, match="1 rows"):
        run("--lookup", "--check")
    assert "1 sealed again, 0 left" in run("--lookup")
    assert "No row" in run("--lookup", "--check")
    assert "1 were under the newest key already" in run("--lookup")
    settings.LOOKUP_KEYS = [NEW_LOOKUP]
    assert [one.pk for one in known(**details)] == [someone.pk]
    after = ContactDetails.objects.values_list("email_key", "cpr_key").get()
    assert not set(before) & set(after)


def test_who_was_enrolled_twice_while_keys_changed_is_left_to_people(
    doctor: User, settings: pytest_django.Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rotate_keys, "PAUSE_SECONDS", 0)
    factories.enrolled(by=doctor, email="grethe@test.example")
    settings.LOOKUP_KEYS = [NEW_LOOKUP]  # an operator who skips the step with both keys
    factories.enrolled(by=doctor, email="grethe@test.example")
    settings.LOOKUP_KEYS = [NEW_LOOKUP, OLD_LOOKUP]
    with pytest.raises(CommandError, match="1 rows"):
        run("--lookup")
    assert ContactDetails.objects.count() == 2
