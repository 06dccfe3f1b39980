"""Whoever of the staff opens a page about a participant leaves a row in the audit, with the purpose."""

from pathlib import Path

import pytest
import pytest_django
from django.db import transaction

from cohort.audit.models import Entry
from tests.permissions.test_matrix import TABLE, Row, as_role, ask, nothing
from tests.permissions.world import ROLES, World, build

# Lists of participants, whose addresses name none of them, and files of releases.
LISTS = ("pathways:list_participants", "pathways:list_left")


@pytest.fixture
def world(db: None, settings: pytest_django.Settings, tmp_path: Path) -> World:
    settings.FILES_DIR = tmp_path
    return build()


def sensitive(world: World) -> list[Row]:
    """Every page of the table that shows a participant to whoever signed in."""
    return [
        row
        for row in TABLE
        if row.method == "GET" and (row.name in LISTS or (row.key is not nothing and "study_number" in row.key(world)))
    ]


@pytest.mark.covers("S18")
@pytest.mark.parametrize("role", [role for role in ROLES if role != "anonymous"])
def test_each_page_about_a_participant_leaves_one_row_with_its_purpose(world: World, role: str) -> None:
    told = []
    for row in sensitive(world):
        if row.statuses[ROLES.index(role)] != 200:
            continue
        client, user = as_role(world, role), world.users[role]
        assert user is not None
        with transaction.atomic():
            before = set(Entry.objects.values_list("pk", flat=True))
            ask(client, row, world)
            added = list(Entry.objects.exclude(pk__in=before))
            transaction.set_rollback(True)
        subject = user.actor if row.name in LISTS else world.participant.actor
        found = [(entry.actor, entry.subject, bool(entry.purpose)) for entry in added]
        if found != [(user.actor, subject, True)]:
            told.append(f"{row.name}: {found}")
    assert not told, "\n".join([role, *told])


@pytest.mark.parametrize("role", ["clinician", "elsewhere", "researcher"])
def test_who_is_sent_away_has_read_nothing(world: World, role: str) -> None:
    for row in sensitive(world):
        if row.statuses[ROLES.index(role)] not in {403, 404}:
            continue
        with transaction.atomic():
            before = Entry.objects.filter(action="participant.read").count()
            ask(as_role(world, role), row, world)
            after = Entry.objects.filter(action="participant.read").count()
            transaction.set_rollback(True)
        assert before == after, row.name


def test_there_are_pages_to_look_at(world: World) -> None:
    names = {row.name for row in sensitive(world)}
    assert {"pathways:show_participant", "pathways:show_summary", "recruitment:show_invitation", *LISTS} <= names
