"""The whole table once more, after the participant has said no to everything: which addresses then answer otherwise.

What one scope alone changes on the pages that show something of a person stands in test_consent_scopes.py.
"""

from pathlib import Path

import pytest
import pytest_django
from django.db import transaction

from cohort.members.actions import consent
from cohort.members.models import ConsentText, Scope
from tests.permissions.table import TABLE, Row, always
from tests.permissions.test_matrix import as_role, ask
from tests.permissions.world import EVERYBODY, World, build

WITHOUT = {
    # the link still leads to the choices, and opens no form any more
    ("recruitment:open_link", "GET"): always(200),
    ("questionnaires:open_questionnaire", "GET"): always(410),
    ("exports:office_repeat", "POST"): "302 403 403 403 403 403 403 302 404 403 302 302",
    ("questionnaires:print_paper", "GET"): always(410),
    ("questionnaires:answer_page", "GET"): always(410),
    ("questionnaires:answer_page", "POST"): always(410),
    ("questionnaires:save_answer", "PATCH"): always(410),
    ("questionnaires:submit_answers", "GET"): always(410),
    ("questionnaires:submit_answers", "POST"): always(410),
    ("questionnaires:show_pause", "GET"): always(410),
    ("questionnaires:show_pause", "POST"): always(410),
    ("questionnaires:show_received", "GET"): always(410),
    ("questionnaires:show_change", "GET"): always(410),
    **dict.fromkeys(
        (
            ("questionnaires:begin_first_diary", "POST"),
            ("questionnaires:keep_diary", "GET"),
            ("questionnaires:keep_diary", "POST"),
            ("questionnaires:show_diary_shell", "GET"),
            ("questionnaires:sync_diary", "POST"),
            ("questionnaires:begin_diary", "POST"),
            ("questionnaires:stop_diary", "POST"),
            ("questionnaires:show_diary_manifest", "GET"),
            ("questionnaires:run_diary_worker", "GET"),
        ),
        always(410),
    ),
    ("pathways:open_own_diary", "POST"): "302 302 302 302 302 302 302 302 302 302 404 302",
    ("pathways:answer_own_questionnaire", "POST"): "302 302 302 302 302 302 302 302 302 302 404 404",
    # the practice reads no note and no printed summary; a record is refused with a sentence on its own page
    ("pathways:show_note", "GET"): "302 404 404 404 403 403 403 403 403 403 302 302",
    ("pathways:write_record", "POST"): "302 200 200 404 403 403 403 403 403 403 302 302",
    ("pathways:download_summary", "GET"): "302 302 302 404 403 403 403 403 403 403 302 302",
    # nobody is interviewed; the study office keeps the card, because it answers who asks for their rights
    ("exports:office_card", "GET"): "302 403 403 403 403 403 403 200 404 403 302 302",
    ("exports:office_card", "POST"): "302 403 403 403 403 403 403 422 404 403 302 302",
}


def otherwise(row: Row) -> Row:
    """The row as it stands without any consent."""
    return row._replace(statuses=WITHOUT.get((row.name, row.method), row.statuses))


@pytest.fixture
def world(db: None, settings: pytest_django.Settings, tmp_path: Path) -> World:
    settings.FILES_DIR = tmp_path
    world = build()
    text = ConsentText.objects.latest("valid_from")
    consent.decide(participant=world.participant, text=text, choices=dict.fromkeys(Scope, False), language="da")
    return world


@pytest.mark.covers("S14")
@pytest.mark.parametrize("role", EVERYBODY)
def test_without_consent_every_address_answers_the_role_so(world: World, role: str) -> None:
    told = []
    for row in TABLE:
        client = as_role(world, role)
        with transaction.atomic():
            status = ask(client, row, world).status_code
            transaction.set_rollback(True)
        if status != otherwise(row).status(role):
            told.append(f"{row.method} {row.name}: {status}, expected {otherwise(row).status(role)}")
    assert not told, "\n".join([role, *told])


def test_each_difference_is_one() -> None:
    rows = {(row.name, row.method): row.statuses for row in TABLE}
    assert [key for key, statuses in WITHOUT.items() if rows[key] == statuses] == []
