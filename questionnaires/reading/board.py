"""Where a draft stands with the advisory board (R104)."""

from dataclasses import dataclass

from django.conf import settings

from questionnaires.models import Draft, SignOff


@dataclass(frozen=True)
class Standing:
    """What the board said of the text as it is now; what it said of an earlier text does not count."""

    yes: int
    wanted: int
    has_patient: bool
    not_yet: int

    @property
    def is_settled(self) -> bool:
        """Enough say yes, a patient among them, and nobody says not yet."""
        return self.yes >= self.wanted and self.has_patient and not self.not_yet


def standing(draft: Draft) -> Standing:
    said = draft.sign_offs.filter(checksum=draft.checksum).values_list("role", "decision")
    agreed = [role for role, decision in said if decision != SignOff.Decision.NOT_YET]
    return Standing(
        yes=len(agreed),
        wanted=settings.BOARD_YES,
        has_patient=SignOff.Role.PATIENT in agreed,
        not_yet=len(said) - len(agreed),
    )
