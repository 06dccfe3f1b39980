"""Keep the head of the audit's chain outside the database; beat does the same every hour."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from cohort.common import reach
from cohort.config.anchoring import anchor


class Command(BaseCommand):
    help = "Write the head of the audit's chain where AUDIT_ANCHORS says. Runs as the role of worker or owner."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            with reach.of_system():
                kept = anchor()
        except OSError as error:
            raise CommandError(f"{settings.AUDIT_ANCHORS} cannot be written: {error.strerror}") from None
        self.stdout.write(str(kept or "Nothing is audited yet."))
