"""What belongs to another practice is answered as what does not exist: status, page, headers, file name, statements.

The same statements are the same work, so that no clock tells the two apart either.
"""

import re
from pathlib import Path
from typing import Any

import pytest
import pytest_django
from django.core.cache import cache
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from cohort.common.study_number import new_study_number
from cohort.members.models import Participant
from tests.permissions.table import TABLE, Row, nothing
from tests.permissions.test_matrix import as_role, ask
from tests.permissions.world import World, build

FOREIGN = ("elsewhere", "staff_elsewhere")
OFTEN_NEW = re.compile(r'nonce[-="][^"\' ]*|name="csrfmiddlewaretoken" value="\w+"')


@pytest.fixture
def world(db: None, settings: pytest_django.Settings, tmp_path: Path) -> World:
    settings.FILES_DIR = tmp_path
    return build()


def unknown() -> str:
    """A study number that nobody has."""
    while Participant.objects.filter(study_number=(number := new_study_number())).exists():
        pass
    return number


def answer(world: World, row: Row, role: str, key: dict[str, Any]) -> tuple[object, ...]:
    """All that somebody can see or time of an answer, without what is new with every request and without the key."""
    cache.clear()
    client = as_role(world, role)
    with transaction.atomic(), CaptureQueriesContext(connection) as queries:
        response = ask(client, row._replace(key=lambda _: key), world)
        transaction.set_rollback(True)
    known = str(key["study_number"])
    page = OFTEN_NEW.sub("", response.content.decode()).replace(known, "NUMBER")
    headers = {name: OFTEN_NEW.sub("", value).replace(known, "NUMBER") for name, value in response.headers.items()}
    work = [re.sub(r"'[^']*'|\bs\d+_x\d+\b|\b\d+\b|NULL", "?", query["sql"]) for query in queries.captured_queries]
    return response.status_code, page, headers, work


@pytest.mark.parametrize("role", FOREIGN)
def test_a_foreign_participant_is_answered_as_nobody(world: World, role: str) -> None:
    nobody, told, asked = unknown(), [], 0
    for row in TABLE:
        key = {} if row.key is nothing else row.key(world)
        if "study_number" not in key:
            continue
        asked += 1
        if answer(world, row, role, key) != answer(world, row, role, key | {"study_number": nobody}):
            told.append(f"{row.method} {row.name}")
    assert told == []
    assert asked > 15


def test_the_comparison_sees_a_difference(world: World) -> None:
    """Whoever may open the page gets another answer for the participant than for nobody."""
    row = next(row for row in TABLE if row.name == "pathways:show_participant" and row.method == "GET")
    key = row.key(world)
    assert answer(world, row, "clinician", key) != answer(world, row, "clinician", key | {"study_number": unknown()})
