"""The letters to staff: the invitation, and the link for a new password. A courier of the outbox."""

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from cohort.accounts.models import User
from cohort.common.urls import absolute
from cohort.outbox.letters import Letter, write
from cohort.outbox.models import Message

STAFF_INVITATION = "staff_invitation"
PASSWORD_RESET = "password_reset"  # noqa: S105 - a kind of message


def find(message: Message) -> User | None:
    """The user a message is for."""
    kind, _colon, pk = message.recipient.partition(":")
    return User.objects.filter(pk=pk).first() if kind == "user" and pk.isdigit() else None


def wanted(message: Message) -> str:
    """Empty when the message should go now; otherwise the code of the reason why it should not."""
    user = find(message)
    if user is None:
        return "unknown_recipient"
    if not user.is_active:
        return "account_closed"
    if message.kind == STAFF_INVITATION and user.has_usable_password():
        return "already_joined"
    return ""


def compose(message: Message) -> Letter:
    """The letter with a fresh link; the link works once and for PASSWORD_RESET_TIMEOUT."""
    user = find(message)
    if user is None:
        raise User.DoesNotExist(message.recipient)
    with override(settings.LANGUAGE_CODE):
        return _invitation(user) if message.kind == STAFF_INVITATION else _new_password(user)


def password_link(user: User) -> str:
    """Where a user without a password, or who has forgotten it, chooses one."""
    key = default_token_generator.make_token(user)
    path = reverse("account_reset_password_from_key", kwargs={"uidb36": user_pk_to_url_str(user), "key": key})
    return absolute(path)


def _invitation(user: User) -> Letter:
    return write(
        to=user.email,
        sender="Rygvej",
        subject=_("Your access to Rygvej"),
        opening=[
            _("Hello %(name)s,") % {"name": user.name},
            _("You have been invited to Rygvej as %(role)s. Choose a password to begin.")
            % {"role": user.get_role_display().lower()},
        ],
        link=password_link(user),
        button=_("Choose a password"),
        closing=[
            _("The link works once, for three days."),
            _("If it no longer works, open %(address)s and choose “Forgotten your password?” there.")
            % {"address": absolute(reverse("account_login"))},
        ],
    )


def _new_password(user: User) -> Letter:
    return write(
        to=user.email,
        sender="Rygvej",
        subject=_("New password for Rygvej"),
        opening=[
            _("Hello %(name)s,") % {"name": user.name},
            _("Somebody, probably you, asked for a new password for your access to Rygvej."),
        ],
        link=password_link(user),
        button=_("Choose a new password"),
        closing=[
            _("The link works once, for three days."),
            _("If it was not you, do nothing: your password stays as it is."),
        ],
    )
