"""Connecting an account with a MitID, signing in with it, and writing down what was refused."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from cohort.accounts.models import Identity, User
from cohort.accounts.oidc import Door, Verified
from cohort.audit.actions import record
from cohort.common import clock
from cohort.common.errors import Refusal

NOBODY = "system:sign_in"


@transaction.atomic
def connect(*, user: User, verified: Verified) -> None:
    """From now on this MitID signs the user in; one it had before does not. Raises Refusal: identity_taken."""
    Identity.objects.filter(user=user).delete()
    try:
        with transaction.atomic():
            Identity.objects.create(
                user=user, issuer=verified.issuer, subject=verified.subject, connected_at=clock.now()
            )
    except IntegrityError:
        raise Refusal("identity_taken", _("This MitID is connected to another account here.")) from None
    record(by=user.actor, action="identity.connected", subject=user.actor, level=verified.level)


@transaction.atomic
def disconnect(*, user: User) -> None:
    """The account's MitID does not sign it in any more."""
    if Identity.objects.filter(user=user).delete()[0]:
        record(by=user.actor, action="identity.disconnected", subject=user.actor)


@transaction.atomic
def owner(*, verified: Verified) -> User:
    """Whose MitID this is. Raises Refusal: identity_unknown, account_closed."""
    identity = Identity.objects.select_related("user").filter(issuer=verified.issuer, subject=verified.subject).first()
    if identity is None:
        raise Refusal(
            "identity_unknown",
            _("This MitID is not connected to an account here. Sign in with your password first, and connect it then."),
        )
    if not identity.user.is_active:
        raise Refusal("account_closed", _("This account is closed."))
    return identity.user


@transaction.atomic
def refuse(*, code: str, door: Door, user: User | None = None) -> None:
    """A sign-in that was not let in, for whoever reads the audit. No claim of the refused answer is kept."""
    by = user.actor if user is not None else NOBODY
    record(by=by, action="sign_in.refused", subject=by, door=door, code=code)
