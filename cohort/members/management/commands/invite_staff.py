"""Invite the first administrator, or anybody, from the server's own console."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email

from cohort.accounts.mail import password_link
from cohort.accounts.models import Role, User
from cohort.common.errors import Refusal
from cohort.members.actions import staff
from cohort.members.models import Membership, Practice

CONSOLE = "system:console"


class Command(BaseCommand):
    help = (
        "Give somebody access. They get a letter with a link; the link is printed too, for the day mail is not set up."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument("name")
        parser.add_argument("--role", choices=Role.values, default=Role.ADMINISTRATOR.value)
        parser.add_argument("--practice", metavar="PROVIDER_NUMBER", help="six digits; for roles of a practice")
        parser.add_argument("--position", choices=Membership.Position.values, default="", help="the role's usual one")
        parser.add_argument("--tutor", metavar="EMAIL", help="of a trainee: a doctor of the same practice")

    def handle(self, *args: Any, **options: Any) -> None:
        practice = None
        if options["practice"]:
            practice = Practice.objects.filter(provider_number=options["practice"]).first()
            if practice is None:
                raise CommandError(f"No practice has the provider number {options['practice']}.")
        tutor = None
        if options["tutor"]:
            tutor = User.objects.filter(email=options["tutor"].lower()).first()
            if tutor is None:
                raise CommandError(f"Nobody signs in as {options['tutor']}.")
        try:
            validate_email(options["email"])
            user = staff.invite(
                email=options["email"],
                name=options["name"],
                role=options["role"],
                practice=practice,
                position=options["position"],
                tutor=tutor,
                by=CONSOLE,
            )
        except Refusal as refusal:
            raise CommandError(str(refusal.sentence)) from None
        except ValidationError:
            raise CommandError(f"{options['email']} is not an e-mail address.") from None
        self.stdout.write(password_link(user))
