"""Who may do what, as one table. Where a permission holds (which practice) is the querysets' business."""

from typing import TYPE_CHECKING, Literal

from cohort.accounts.models import Role

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from cohort.accounts.models import User

Permission = Literal[
    "participant.enrol", "participant.view", "record.write", "release.make", "staff.invite", "staff.manage"
]

PERMISSIONS: dict[str, frozenset[Permission]] = {
    Role.CLINICIAN: frozenset({"participant.enrol", "participant.view", "record.write"}),
    Role.PRACTICE_STAFF: frozenset({"participant.enrol", "participant.view", "record.write"}),
    Role.RESEARCHER: frozenset({"release.make"}),
    Role.ADMINISTRATOR: frozenset({"staff.invite", "staff.manage"}),
}


def may(user: "User | AnonymousUser", permission: Permission) -> bool:
    """Whether the user's role holds the permission. An inactive or unknown user holds none."""
    role = getattr(user, "role", None)
    return bool(user.is_active and role in PERMISSIONS and permission in PERMISSIONS[role])
