"""Bring the database to what this release needs: tables, rights, instruments, plan and consent text."""

from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection

from cohort.members.actions import import_places, places
from questionnaires.actions import load
from recruitment.actions import load_consent

RIGHTS = Path(__file__).resolve().parents[2] / "rights"
SET_UP = "system:set_up"


class Command(BaseCommand):
    help = "Migrate, make the cache table, give the roles their rights, load regions and content. Safe to run again."

    def handle(self, *args: Any, **options: Any) -> None:
        call_command("migrate", interactive=False, verbosity=options["verbosity"])
        call_command("createcachetable", verbosity=0)
        with connection.cursor() as cursor:
            # Counters that every visit writes: a crash may forget them, so no visit waits for their way to the disk.
            cursor.execute("ALTER TABLE cache SET UNLOGGED")
            cursor.execute((RIGHTS / "grants.sql").read_text())
            cursor.execute((RIGHTS / "rows.sql").read_text())
            cursor.execute((RIGHTS / "answers.sql").read_text())
        places.keep_unlisted()
        import_places.load_regions(by=SET_UP)
        for version in load.load_shipped():
            self.stdout.write(f"published {version}")
        load_consent.load_shipped()
