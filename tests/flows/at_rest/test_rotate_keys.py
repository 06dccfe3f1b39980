"""Keys are changed while somebody writes, and the command that does it is killed in the middle."""

import os
import re
import subprocess
import sys
from datetime import date
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest
import pytest_django
from cryptography.fernet import Fernet
from django.db import connection, transaction

from cohort.accounts.models import User
from cohort.common import clock, reach, sealing
from cohort.common.study_number import check_digit
from cohort.config.local import children, folders, postgres
from cohort.members.models import ContactDetails, Participant
from tests import factories
from tests.plugins import environment
from tests.plugins.databases import Database, django_on

pytestmark = pytest.mark.drill

PEOPLE = int(os.environ.get("ROTATED_PEOPLE", "2000"))
SECONDS = 60 + PEOPLE // 100  # that a command may take
OLD, NEW = environment.SETTINGS["FIELD_KEYS"], Fernet.generate_key().decode()
MANAGE = [sys.executable, "manage.py", "rotate_keys"]


def people(by: User, number: int) -> None:
    """Many people at once: rows as enrolling leaves them."""
    place = factories.practice("Lægerne Havnen")
    digits = [f"{at:07d}" for at in range(number)]
    made = Participant.objects.bulk_create(
        Participant(
            study_number=f"R{one}-{check_digit(one)}",
            practice=place,
            language="da",
            birth_year=1953,
            enrolled_at=clock.now(),
            enrolled_by=by,
        )
        for one in digits
    )
    rows = [
        ContactDetails(participant=one, name=f"Person {at}", birth_date="1953-04-17", email=f"person{at}@test.example")
        for at, one in enumerate(made)
    ]
    for row in rows:
        for name, key in row.keys().items():
            setattr(row, name, key)
    ContactDetails.objects.bulk_create(rows)


def env(database: Database, keys: str, role: str = postgres.WORKER) -> dict[str, str]:
    return os.environ | environment.SETTINGS | {"DATABASE_URL": database.url(role), "FIELD_KEYS": keys}


def run(database: Database, keys: str, *words: str, role: str = postgres.WORKER) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [*MANAGE, *words],
        env=env(database, keys, role),
        cwd=folders.CHECKOUT,
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )


def sealed_newest() -> int:
    """How many names stand under the first key now."""
    with reach.of_system(), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT name FROM members_contactdetails")
        return sum(sealing.is_newest(token.encode()) for (token,) in cursor.fetchall())


def writes(stop: Event, written: dict[int, str]) -> None:
    """The program beside it: every few milliseconds somebody gets another number."""
    at = 0
    while not stop.wait(0.003):
        with reach.of_system(), transaction.atomic():
            contact = ContactDetails.objects.select_for_update().get(email_key=key(at % PEOPLE))
            contact.mobile = written[at % PEOPLE] = f"+45{20000000 + at}"
            contact.save()
        at += 7
    connection.close()


def key(number: int) -> str | None:
    return ContactDetails.key("email", f"person{number}@test.example", date(1953, 4, 17))


@pytest.mark.covers("S24")
def test_kill_9_in_the_middle_loses_nothing(
    fresh_database: Database,
    django_test_environment: None,
    django_db_blocker: Any,
    settings: pytest_django.Settings,
    tmp_path: Path,
) -> None:
    with django_on(fresh_database), django_db_blocker.unblock():
        doctor = factories.staff(of=factories.practice())
        people(doctor, PEOPLE)
        both = settings.FIELD_KEYS = [NEW, OLD]
        keys = ",".join(both)
        stop, written = Event(), dict[int, str]()
        beside = Thread(target=writes, args=(stop, written))
        beside.start()
        kills = 0
        try:
            while kills < 3:
                before = sealed_newest()
                process = children.spawn(
                    [*MANAGE, "--batch", "20"],
                    log=tmp_path / "rotate.log",
                    env=env(fresh_database, keys),
                    cwd=folders.CHECKOUT,
                )
                began = children.until(lambda: sealed_newest() > before + PEOPLE // 8, SECONDS, every=0.01)  # noqa: B023
                process.kill()
                process.wait()
                assert began
                kills += 1
            assert before < sealed_newest() < PEOPLE, "it was killed in the middle"
            half = run(fresh_database, keys)
        finally:
            stop.set()
            beside.join()
        assert half.returncode == 0, half.stdout + half.stderr
        told = re.search(rf"members_contactdetails: {PEOPLE:,} rows; (\d[\d,]*) were under the newest key", half.stdout)
        assert told
        assert int(told[1].replace(",", "")) >= PEOPLE // 2, "what the killed runs did was not done again"
        assert run(fresh_database, keys, "--check").returncode == 0
        assert run(fresh_database, OLD, "--check", role=postgres.OWNER).returncode == 1

        settings.FIELD_KEYS = [NEW]
        with reach.of_system(), transaction.atomic():
            rows = {contact.name: contact for contact in ContactDetails.objects.filter(name__isnull=False)}
        assert len(rows) == PEOPLE
        assert len(written) > 20
        for number, mobile in written.items():
            assert rows[f"Person {number}"].mobile == mobile, "what was written meanwhile stands"
