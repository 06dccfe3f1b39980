"""The head of the audit's chain leaves the database, by file and by mail."""

from pathlib import Path

import pytest
import pytest_django
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import transaction

from cohort.audit.actions import record
from cohort.audit.chain import read_anchors
from cohort.audit.models import Entry, Link
from cohort.config.anchoring import anchor
from cohort.config.couriers import COURIERS
from cohort.config.tasks import anchor_audit, send_messages
from cohort.outbox.models import Message

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def file(settings: pytest_django.Settings, tmp_path: Path) -> Path:
    settings.AUDIT_ANCHORS = tmp_path / "elsewhere" / "anchors.txt"
    return tmp_path / "elsewhere" / "anchors.txt"


def act() -> None:
    with transaction.atomic():
        record(by="system:test", action="test.happened", subject="test:1")


def test_what_waits_is_sealed_and_the_head_is_kept(file: Path) -> None:
    act()
    anchor_audit()
    (kept,) = read_anchors(file.read_text())
    last = Link.objects.latest("position")
    assert (kept.position, kept.digest) == (Entry.objects.count(), bytes(last.digest))
    assert last.entry_id == Entry.objects.latest("pk").pk
    assert not Message.objects.exists()


def test_each_head_leaves_once_by_mail_and_the_letter_is_an_anchor(
    file: Path, settings: pytest_django.Settings
) -> None:
    settings.AUDIT_ANCHOR_EMAIL = "auditor@elsewhere.example"
    act()
    anchor_audit()
    anchor_audit()
    send_messages()
    first, second = read_anchors(file.read_text())
    assert first.position == second.position
    (letter,) = mail.outbox
    assert letter.to == ["auditor@elsewhere.example"]
    (sent,) = read_anchors(letter.body.splitlines()[0])
    assert (sent.position, sent.digest) == (first.position, first.digest)


def test_without_an_address_a_letter_that_waits_is_dropped() -> None:
    message = Message(kind="audit_anchor", recipient="operator", about="1")
    assert COURIERS["audit_anchor"].wanted(message) == "no_address"


def test_a_file_that_cannot_be_written_is_said(settings: pytest_django.Settings, tmp_path: Path) -> None:
    act()
    (tmp_path / "file").touch()
    settings.AUDIT_ANCHORS = tmp_path / "file" / "anchors.txt"
    with pytest.raises(CommandError, match="cannot be written"):
        call_command("anchor_audit")


def test_a_file_that_cannot_be_written_keeps_no_letter_back(settings: pytest_django.Settings, tmp_path: Path) -> None:
    act()
    (tmp_path / "file").touch()
    settings.AUDIT_ANCHORS, settings.AUDIT_ANCHOR_EMAIL = tmp_path / "file" / "x", "auditor@elsewhere.example"
    with pytest.raises(OSError, match="file"):
        anchor()
    assert Message.objects.filter(kind="audit_anchor").count() == 1
