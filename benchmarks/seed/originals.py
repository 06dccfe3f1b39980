"""`python -m benchmarks.seed.originals <practices>`: what is copied afterwards, made by the program's own actions.

The people of the demonstration with their courses, and some who were asked yesterday and are half-way through:
they are the ones who answer in the bench. Run on an empty database as its superuser, in the demonstration's settings.
"""

import sys
from datetime import date, timedelta
from random import Random

import django

ANSWERING = 12
HALF_WAY = "baseline_a"


def main() -> None:
    django.setup()
    from django.core.management import call_command

    from cohort.members.models import Region

    practices = int(sys.argv[1])
    call_command("seed_demo")
    region = Region.objects.earliest("pk")
    _practices(practices, region.pk)
    _answering()


def _practices(count: int, region: int) -> None:
    """Practices with one clinician each; everybody works there since 2020."""
    from cohort.accounts.models import Role, User
    from cohort.members.models import Membership, Practice

    practices = Practice.objects.bulk_create(
        Practice(
            name=f"Praksis {number}", provider_number=f"{900_000 + number:06d}", region_id=region, phone="12 34 56 78"
        )
        for number in range(count)
    )
    clinicians = User.objects.bulk_create(
        User(email=f"laege{number}@bench.example", name=f"Læge {number}", role=Role.CLINICIAN, password="!")
        for number in range(count)
    )
    Membership.objects.bulk_create(
        Membership(user=clinician, practice=practice, starts_on=date(2020, 1, 1))
        for clinician, practice in zip(clinicians, practices, strict=True)
    )


def _answering() -> None:
    """Enrolled yesterday in the first of those practices, agreed to everything, and half-way through the start."""
    from cohort.accounts.models import User
    from cohort.common import clock
    from cohort.config.demo import answering
    from cohort.config.demo.seed import at
    from questionnaires.actions import answers
    from questionnaires.models import Assignment
    from tests import factories

    random = Random(20260102)
    clinician = User.objects.get(email="laege0@bench.example")
    moment = clock.now() - timedelta(days=1)
    for number in range(ANSWERING):
        with at(moment):
            enrolled = factories.enrolled(by=clinician, email=f"svarer{number}@bench.example")
            person = factories.consenting(enrolled.participant)
            assignment = Assignment.objects.select_related("version__instrument", "participant").get(
                participant=person, version__instrument__slug=HALF_WAY
            )
            given = answering.answer(assignment.version.definition, 0.5, random, moment.date())
            half = dict(list(given.items())[: len(given) // 2])
            answers.save(assignment=assignment, patch=half, now=clock.now(), how=answers.Manner("da"))


if __name__ == "__main__":
    main()
