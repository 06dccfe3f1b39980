"""Whoever of the staff opens a page about a participant leaves a row in the audit, with the purpose."""

from pathlib import Path

import pytest
import pytest_django
from django.db import transaction
from django.urls import reverse

from cohort.audit.models import Entry
from tests.permissions.table import TABLE, Row, nothing
from tests.permissions.test_matrix import as_role, ask
from tests.permissions.world import ROLES, World, build

STAFF = [role for role in ROLES if role != "anonymous" and not role.endswith("participant")]
# Lists of participants, whose addresses name none of them.
LISTS = (
    *("pathways:show_practice", "pathways:list_participants", "pathways:list_left"),
    *("recruitment:list_claims", "recruitment:list_sign_ups"),
)


@pytest.fixture
def world(db: None, settings: pytest_django.Settings, tmp_path: Path) -> World:
    settings.FILES_DIR = tmp_path
    return build()


def sensitive(world: World) -> list[Row]:
    """Every page of the table that shows participants to those of the staff who get in."""
    return [
        row
        for row in TABLE
        if row.method == "GET" and (row.name in LISTS or (row.key is not nothing and "study_number" in row.key(world)))
    ]


def opened(world: World, row: Row, role: str) -> tuple[int, list[Entry]]:
    """The status that the page answers, and the rows that this added to the audit."""
    client = as_role(world, role)
    with transaction.atomic():
        # The office says why it opens a person's card before it sees anything of it.
        client.post(reverse("exports:office_card", args=[world.participant.study_number]), {"purpose": "question"})
        before = set(Entry.objects.values_list("pk", flat=True))
        status = ask(client, row, world).status_code
        added = list(Entry.objects.exclude(pk__in=before))
        transaction.set_rollback(True)
    return status, added


@pytest.mark.covers("S18")
@pytest.mark.parametrize("role", STAFF)
def test_each_page_about_a_participant_leaves_one_row_with_its_purpose(world: World, role: str) -> None:
    user = world.users[role]
    assert user is not None
    told = []
    for row in sensitive(world):
        status, added = opened(world, row, role)
        subject = user.actor if row.name in LISTS else world.participant.actor
        found = [(entry.actor, entry.subject, bool(entry.purpose)) for entry in added]
        if found != ([(user.actor, subject, True)] if status == 200 else []):
            told.append(f"{row.name} ({status}): {[str(entry) for entry in added]}")
    assert not told, "\n".join([role, *told])


def test_there_are_pages_to_look_at(world: World) -> None:
    names = {row.name for row in sensitive(world)}
    assert {"pathways:show_participant", "pathways:show_summary", "recruitment:show_invitation", *LISTS} <= names
