"""Fill an empty database with the synthetic cohort."""

from typing import Any

from django.core.management.base import BaseCommand

from cohort.accounts.models import User
from cohort.config.demo import office, seed, ways


class Command(BaseCommand):
    help = "Make the demonstration's staff and its synthetic participants. Does nothing when there are any."

    def handle(self, *args: Any, **options: Any) -> None:
        if User.objects.exists():
            return
        users = seed.seed_staff()
        seed.seed_participants(users, self.told)
        office.seed_office(users)
        ways.seed_ways(users)
        self.stdout.write("")

    def told(self, done: int, total: int) -> None:
        self.stdout.write(f"\r  synthetic participants: {done} of {total}", ending="")
        self.stdout.flush()
