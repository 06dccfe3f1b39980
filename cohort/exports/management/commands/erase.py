"""`manage.py erase`: somebody asked the study office to be forgotten."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from cohort.common import reach
from cohort.common.errors import Refusal
from cohort.exports.actions import erase, stop
from cohort.members.models import Erasure, Participant

OPERATOR = "system:operator"
# Codes, because the audit outlives the person and must not name anybody.
REASONS = ("participant", "relative", "authority", "mistake")


class Command(BaseCommand):
    help = "Stop for a participant and erase at once. It cannot be undone."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("study_number")
        parser.add_argument("--choice", required=True, choices=Erasure.Choice.values)
        parser.add_argument("--reason", required=True, choices=REASONS, help="at whose wish")

    def handle(self, *args: Any, **options: Any) -> None:
        with reach.of_system():
            try:
                erasure = self._ask(options["study_number"], options["choice"], options["reason"])
            except Participant.DoesNotExist:
                raise CommandError("Nobody has this study number.") from None
            except Refusal as refusal:
                raise CommandError(str(refusal.sentence)) from None
            erase.erase_one(erasure.pk)
            with transaction.atomic():
                erasure.refresh_from_db()
        for table, count in erasure.counts.items():
            self.stdout.write(f"{count:>8} {table}")
        self.stdout.write(f"certificate {erasure.uuid}" if erasure.done_at else "a worker is erasing at this moment")

    @transaction.atomic
    def _ask(self, study_number: str, choice: str, reason: str) -> Erasure:
        participant = Participant.objects.get(study_number=study_number)
        return stop.stop(participant=participant, choice=Erasure.Choice(choice), by=OPERATOR, reason=reason)
