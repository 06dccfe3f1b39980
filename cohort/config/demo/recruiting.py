"""What the monitor of the demonstration counts: people who were asked and did not join, and a sub-study."""

from datetime import timedelta
from random import Random

from django.db import transaction

from cohort.accounts.models import User
from cohort.common import clock
from cohort.members.models import Participant
from recruitment.actions import sub_studies
from recruitment.actions.tallying import tally
from recruitment.models import ScreeningEntry
from recruitment.substudies.rules import PRESETS, Rule

SINCE_DAYS = 210
ASKED = 60


@transaction.atomic
def seed(users: dict[str, User]) -> None:
    """The same people on every machine; the counts are taken at once."""
    random = Random(20260104)  # noqa: S311 - synthetic people
    practices = list(Participant.objects.values_list("practice", flat=True).distinct().order_by("practice"))
    reasons = {"declined": ("no_time", "no_time", "no_wish", "data"), "not_eligible": ("under_18", "not_back")}
    ScreeningEntry.objects.bulk_create(
        ScreeningEntry(
            practice_id=random.choice(practices),
            outcome=outcome,
            reason=random.choice(reasons[outcome]),
            seconds=random.randrange(5, 40),
            at=clock.now() - timedelta(days=random.randrange(SINCE_DAYS)),
        )
        for outcome in random.choices(("declined", "not_eligible"), (2, 1), k=ASKED)
    )
    manager = users["data@demo.example"]
    study = sub_studies.write(
        sub_study=None,
        name_da="Samtaler om ondt i ryggen",
        name_en="Talks about back pain",
        rules=[*PRESETS["adult"], *PRESETS["able"], Rule(variable="consent_interviews", operator="=", value=True)],
        by=manager,
    )
    sub_studies.switch_on(sub_study=study, by=manager)
    sub_studies.match()
    tally.tally()
