"""Writing down who signed in and what was refused: with which factors, and never what was typed."""

from django.db import transaction

from cohort.accounts.models import User
from cohort.audit.actions import record

NOBODY = "system:sign_in"


@transaction.atomic
def let_in(*, user: User, ways: list[str]) -> None:
    """Somebody signed in. `ways` are the factors that were given in this session, such as password and totp."""
    record(by=user.actor, action="sign_in.done", subject=user.actor, ways=" ".join(ways), role=user.role)


@transaction.atomic
def refuse_password(*, address: str) -> None:
    """A wrong password, or nobody's address. The account is named where there is one; the address never is."""
    user = User.objects.filter(email=address.strip().lower()).first()
    subject = user.actor if user else NOBODY
    record(by=NOBODY, action="sign_in.refused", subject=subject, door="password")


@transaction.atomic
def refuse_second_factor(*, user: User, way: str) -> None:
    """The password or the session was right, the second step was not."""
    record(by=user.actor, action="sign_in.refused", subject=user.actor, door=way)
