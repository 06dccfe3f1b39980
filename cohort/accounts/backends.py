"""Who an e-mail and a password belong to."""

from allauth.account.auth_backends import AuthenticationBackend

from cohort.accounts.models import User


class StaffBackend(AuthenticationBackend):  # type: ignore[misc]
    """allauth's own, with one question for everybody: an unknown address costs what a known one does."""

    def _authenticate_by_email(self, email: str, password: str) -> User | None:
        user: User | None = self._check_password(User.objects.filter(email=email.strip().lower()).first(), password)
        return user
