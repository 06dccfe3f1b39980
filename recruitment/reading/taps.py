"""What one tap in the screening log can say: what the button sends, and its words. The patient's reasons, the study's
rules."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from recruitment.models import ScreeningEntry

Tap = tuple[str, str | Promise]
Outcome, Reason = ScreeningEntry.Outcome, ScreeningEntry.Reason

SAID_NO: list[Tap] = [(f"{Outcome.DECLINED}-", _("Gave no reason"))] + [
    (f"{Outcome.DECLINED}-{reason}", reason.label)
    for reason in (Reason.NO_TIME, Reason.NO_WISH, Reason.TOO_UNWELL, Reason.DATA)
]
NOT_ELIGIBLE: list[Tap] = [
    (f"{Outcome.NOT_ELIGIBLE}-{reason}", reason.label)
    for reason in (
        *(Reason.UNDER_18, Reason.NOT_BACK, Reason.CANNOT_ANSWER),
        *(Reason.NO_SHARED_LANGUAGE, Reason.OTHER),
    )
]


def read(tap: str) -> tuple[str, str]:
    """The outcome and the reason, which may be empty, of one of these."""
    outcome, _dash, reason = tap.partition("-")
    return outcome, reason
