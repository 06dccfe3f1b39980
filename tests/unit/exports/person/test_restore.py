"""After a restore from an older backup, the list outside the database erases again whoever it names."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import pytest_django
from django.core.management import call_command
from django.db import connection

from cohort.common import clock
from cohort.exports import erasure_list
from cohort.exports.actions import erase, stop
from cohort.members.models import ContactDetails, Erasure, Participant, Scope
from tests import factories
from tests.plugins import databases
from tests.plugins.databases import Database
from tests.unit.exports.person.conftest import CANARIES, START, Moving, everything, whole


@pytest.mark.covers("S32")
def test_a_restored_backup_forgets_again(
    fresh_database: Database,
    django_test_environment: None,
    django_db_blocker: Any,
    settings: pytest_django.Settings,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    settings.FILES_DIR, settings.ERASURES_LIST = tmp_path, tmp_path / "erasures.txt"
    now = Moving(START)
    backup = Database(f"{fresh_database.name}_backup", fresh_database.servers)
    try:
        with django_db_blocker.unblock(), clock.use(now):
            with databases.django_on(fresh_database):
                doctor = factories.staff(of=factories.practice())
                gone = whole(doctor)
                kept = whole(doctor, name="Kanariefugl To", email="two@test.example", mobile="")
                stays = whole(doctor, name="Grethe Lyngsøe", email="grethe@test.example", mobile="")
                connection.close()
                fresh_database.servers.make(backup.name, template=fresh_database.name)
                now.move(timedelta(days=1))
                stop.stop(participant=gone, choice=Erasure.Choice.NOW, by=gone.actor)
                stop.stop(participant=kept, choice=Erasure.Choice.KEEP, by=kept.actor)
                assert erase.erase_due() == 2
            with databases.django_on(backup):
                assert Participant.objects.count() == 3
                now.move(timedelta(days=1))
                call_command("reapply_erasures")
                assert set(Participant.objects.all()) == {kept, stays}
                assert set(ContactDetails.objects.values_list("participant", flat=True)) == {stays.pk}
                assert not kept.allows(Scope.QUESTIONNAIRES)
                assert stays.allows(Scope.QUESTIONNAIRES)
                certificates = Erasure.objects.order_by("choice").values_list("study_number", "choice", "asked_by")
                assert list(certificates) == [
                    (kept.study_number, "keep", "system:restore"),
                    (gone.study_number, "now", "system:restore"),
                ]
                call_command("reapply_erasures", str(erasure_list.place()))
                text = everything(tmp_path)
                assert "kanariefugl to" not in text
                assert not [word for word in CANARIES[1:] if word in text]
    finally:
        fresh_database.servers.drop(backup.name)
    said = capsys.readouterr().out
    assert said == "2 in the list, 2 erased again\n2 in the list, 0 erased again\n"
