"""Of the consultations of the demonstration: how long they took, and who was asked and did not take part."""

from datetime import timedelta
from random import Random

from django.db import transaction

from cohort.accounts.models import User
from cohort.common import clock
from cohort.members.models import Practice
from recruitment.actions import screen, workload
from recruitment.models import ScreeningEntry

DAYS = 100
ASKED = 26
Outcome, Reason = ScreeningEntry.Outcome, ScreeningEntry.Reason
WHY = (
    *((Outcome.DECLINED, reason) for reason in (Reason.NO_TIME, Reason.NO_TIME, Reason.NO_WISH, Reason.TOO_UNWELL)),
    *((Outcome.DECLINED, reason) for reason in (Reason.DATA, "")),
    *((Outcome.NOT_ELIGIBLE, reason) for reason in (Reason.NOT_BACK, Reason.CANNOT_ANSWER)),
)


def seconds(number: int) -> int:
    """From opening the page of the `number`th enrolment to its QR code."""
    return round(Random(number).lognormvariate(3.2, 0.25))  # noqa: S311 - synthetic: about 25 seconds


def record_seconds(number: int) -> int:
    """For the record template of the `number`th participant."""
    return round(Random(number).lognormvariate(4.3, 0.2))  # noqa: S311 - about 75 seconds


@transaction.atomic
def seed(clinicians: list[User]) -> None:
    """Those who were asked and are not among the participants; and the figures, counted once."""
    random = Random(20260102)  # noqa: S311
    for clinician in clinicians:
        practice = Practice.objects.get(memberships__user=clinician)
        for _ in range(ASKED):
            outcome, reason = random.choice(WHY)
            moment = clock.now() - timedelta(days=random.randrange(DAYS), minutes=random.randrange(480))
            with clock.use(lambda moment=moment: moment):  # type: ignore[misc]
                screen.note(practice=practice, outcome=outcome, reason=reason, by=clinician)
    workload.refresh()
