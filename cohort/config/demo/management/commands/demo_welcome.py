"""What `make demo` prints when everything runs."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from cohort.config.demo import staff


class Command(BaseCommand):
    help = "Print the address, the sign-ins and what to try first."

    def handle(self, *args: Any, **options: Any) -> None:
        address = settings.PUBLIC_URL.rstrip("/")
        lines = ["", f"Rygvej runs at {address}/   (all people in it are made up)", "", "Sign in with one of"]
        for person in staff.STAFF:
            lines.append(f"  {person.email:<30} {person.role.replace('_', ' ')}")
        lines += [
            f"  password for all of them: {staff.PASSWORD}",
            f"  and the six digits that {address}/demo/ shows beside each of them",
            "",
            "Try first",
            f"  1. Sign in as {staff.STAFF[0].email}, enrol somebody, and see the QR code.",
            f"  2. Open the mail at {address}/demo/mail/ and answer as the patient, on a phone if you like.",
            "  3. Back as the doctor: open the patient, tick the record template, copy the note, print the summary.",
            f"  4. At {address}/demo/ move the clock two weeks on: the next invitation arrives by itself.",
            f"  5. Sign out, sign in as {staff.STAFF[4].email}, and ask for a data release.",
            "",
            "Ctrl-C stops everything. The data stay in .rygvej/demo/.",
            "",
        ]
        self.stdout.write("\n".join(lines))
