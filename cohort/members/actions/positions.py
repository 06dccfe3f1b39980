"""As what somebody works in a practice: doctor, trainee under a tutor, or staff (R10)."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from cohort.accounts.models import Role, User
from cohort.common.errors import Refusal
from cohort.members.models import Membership, Practice

Position = Membership.Position

# Role → what its holder can be in a practice, the usual first.
FITTING: dict[str, tuple[Position, ...]] = {
    Role.CLINICIAN: (Position.DOCTOR, Position.TRAINEE),
    Role.PRACTICE_STAFF: (Position.STAFF,),
}


def check(
    *, role: str, practice: Practice, on: date, position: str = "", tutor: User | None = None, user: User | None = None
) -> Position:
    """The position that somebody of that role holds there from a day; the usual one where none is given.

    Raises Refusal: position_does_not_fit, tutor_missing, tutor_not_wanted, tutor_not_here (a tutor is somebody else
    who is a doctor of the same practice on that day).
    """
    fitting = FITTING.get(role, tuple(Position))  # who is to get a role of a practice works there first
    chosen = Position(position) if position else fitting[0]
    if chosen not in fitting:
        raise Refusal("position_does_not_fit", _("This position does not go with the role. Choose another."))
    if chosen != Position.TRAINEE:
        if tutor is not None:
            raise Refusal("tutor_not_wanted", _("Only a doctor in training has a tutor. Leave the tutor empty."))
        return chosen
    if tutor is None:
        raise Refusal("tutor_missing", _("Choose the tutor of the doctor in training."))
    doctors = Membership.objects.valid_on(on).filter(practice=practice, position=Position.DOCTOR)
    if tutor == user or not tutor.is_active or not doctors.filter(user=tutor).exists():
        raise Refusal("tutor_not_here", _("The tutor is a doctor of the same practice on that day. Choose another."))
    return chosen
