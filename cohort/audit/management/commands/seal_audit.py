"""Seal what waits for its place in the audit's chain; beat does the same every tick."""

from typing import Any

from django.core.management.base import BaseCommand

from cohort.audit.actions.seal import seal


class Command(BaseCommand):
    help = "Give every audited act that waits its place in the chain. Runs as the role of worker or owner."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"sealed {seal()}")
