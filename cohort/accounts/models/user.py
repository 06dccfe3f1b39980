"""People who sign in: clinicians, practice staff, researchers and the study's own staff. Never participants."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from cohort.common import clock
from cohort.common.privacy import classify


class Role(models.TextChoices):
    CLINICIAN = "clinician", _("Doctor")
    PRACTICE_STAFF = "practice_staff", _("Practice staff")
    STUDY_OFFICE = "study_office", _("Study office")
    INTERVIEWER = "interviewer", _("Interviewer")
    RESEARCHER = "researcher", _("Researcher")
    DATA_MANAGER = "data_manager", _("Data manager")
    ADMINISTRATOR = "administrator", _("Administrator")


class UserManager(BaseUserManager["User"]):
    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email=(username or "").lower())


class User(AbstractBaseUser):
    email = models.EmailField(_("e-mail"), unique=True)
    name = models.TextField(_("name"))
    role = models.TextField(_("role"), choices=Role)
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(default=clock.now)
    access_round = models.PositiveIntegerField(default=0)  # counts the changes of access: each ends all sessions

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name", "role"]

    columns = classify(
        identifying="email name",
        technical="id last_login role is_active joined_at access_round",
        access="password",
    )

    class Meta:
        constraints = (
            models.CheckConstraint(name="user_email_lower_case", condition=models.Q(email=Lower("email"))),
            models.CheckConstraint(name="user_role_known", condition=models.Q(role__in=Role.values)),
        )

    def __str__(self) -> str:
        return self.name

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """What a session must fit, else Django ends it: the password, and the access it was opened with."""
        value = f"{self.password} {self.role} {self.access_round}"
        return salted_hmac("cohort.accounts.session", value, secret=secret, algorithm="sha256").hexdigest()

    @property
    def actor(self) -> str:
        """How the audit names this person."""
        return f"user:{self.pk}"
