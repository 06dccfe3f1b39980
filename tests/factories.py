"""People and places for tests. Participants come from the program's own actions, so only reachable states exist."""

from datetime import date
from itertools import count

from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP

from cohort.accounts.models import Role, User
from cohort.common import clock
from cohort.members.actions import consent
from cohort.members.models import ConsentText, Membership, Participant, Practice, Region, Scope
from recruitment.actions import begin, enrol

PASSWORD = "a-quiet-walk-by-the-lake"
TOTP_SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"

_numbers = count(1)


def practice(name: str = "Lægehuset Nørregade") -> Practice:
    region, _ = Region.objects.get_or_create(name="Region Syddanmark", starts_on=date(2007, 1, 1))
    return Practice.objects.create(
        name=name, provider_number=f"{next(_numbers):06d}", region=region, phone="12 34 56 78"
    )


def staff(role: str = Role.CLINICIAN, *, of: Practice | None = None, name: str = "Karen Holst") -> User:
    """Somebody who can sign in with PASSWORD and the codes of TOTP_SECRET."""
    user = User(email=f"staff{next(_numbers)}@test.example", name=name, role=role)
    user.set_password(PASSWORD)
    user.save()
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    TOTP.activate(user, TOTP_SECRET)
    if of is not None:
        position = Membership.Position.STAFF if role == Role.PRACTICE_STAFF else Membership.Position.DOCTOR
        Membership.objects.create(user=user, practice=of, position=position, starts_on=date(2020, 1, 1))
    return user


def enrolled(*, by: User, at: Practice | None = None, **overrides: object) -> enrol.Enrolled:
    """Somebody enrolled by that clinician, in the clinician's practice unless another is given."""
    details: dict[str, object] = {
        "name": "Grethe Lyngsøe",
        "birth_date": date(1953, 4, 17),
        "email": f"participant{next(_numbers)}@test.example",
        "mobile": "",
        "language": "da",
    }
    place = at or Practice.objects.get(memberships__user=by)
    return enrol.register(practice=place, by=by, **(details | overrides))  # type: ignore[arg-type]


def consenting(participant: Participant, **choices: bool) -> Participant:
    """That participant after a yes to every scope, but for those named with another choice; the plan is built."""
    decided = {scope: choices.get(scope.value, True) for scope in Scope}
    text = ConsentText.objects.valid_on(clock.today())
    consent.decide(participant=participant, text=text, choices=decided, language=participant.language)
    begin.begin(participant=participant)
    return participant
