"""Who may do what, as one table, and the one question asked of it: may(holder, permission, scope)."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto
from typing import Literal, Protocol

from cohort.accounts.models import Role

Permission = Literal[
    "channel.manage",
    "cluster.manage",
    "consent.decide",
    "consent.enter",
    "duplicate.decide",
    "instrument.manage",
    "monitor.view",
    "own.correct",
    "own.download",
    "own.stop",
    "own.view",
    "participant.contact",
    "participant.correct",
    "participant.download",
    "participant.enrol",
    "participant.readdress",
    "participant.stop",
    "participant.view",
    "practice.answer",
    "questionnaire.answer",
    "record.write",
    "release.make",
    "release.oversee",
    "response.enter",
    "staff.invite",
    "staff.manage",
    "sub_study.manage",
    "sub_study.view",
    "workload.read",
]

# Participants are no users: what they hold comes from a personal link, or from a code by the other channel as well.
BY_LINK = "participant_by_link"
SIGNED_IN = "participant_signed_in"


class Extent(Enum):
    """How far a role reaches; the database holds the same in cohort/config/rights/rows.sql."""

    SELF = auto()  # the participant
    PRACTICE = auto()  # the participants of the practices where the holder works today
    INTERVIEWS = auto()  # participants who say yes to interviews
    STUDY = auto()  # every participant
    NOBODY = auto()  # no participant; the role's permissions concern none


@dataclass(frozen=True)
class Row:
    extent: Extent
    permissions: frozenset[Permission]


def _row(extent: Extent, *permissions: Permission) -> Row:
    return Row(extent, frozenset(permissions))


_AT_A_PRACTICE: tuple[Permission, ...] = (
    "participant.enrol",
    "participant.readdress",
    "participant.view",
    "record.write",
)

ROLES: Mapping[str, Row] = {
    BY_LINK: _row(Extent.SELF, "consent.decide", "own.stop", "questionnaire.answer"),
    SIGNED_IN: _row(
        Extent.SELF, "consent.decide", "own.correct", "own.download", "own.stop", "own.view", "questionnaire.answer"
    ),
    Role.CLINICIAN: _row(Extent.PRACTICE, *_AT_A_PRACTICE, "practice.answer"),
    Role.PRACTICE_STAFF: _row(Extent.PRACTICE, *_AT_A_PRACTICE),
    Role.STUDY_OFFICE: _row(
        Extent.STUDY,
        "consent.enter",
        "duplicate.decide",
        "channel.manage",
        "cluster.manage",
        "monitor.view",
        "participant.contact",
        "participant.correct",
        "participant.download",
        "participant.stop",
        "response.enter",
        "sub_study.view",
        "workload.read",
    ),
    Role.INTERVIEWER: _row(Extent.INTERVIEWS, "participant.contact"),
    Role.RESEARCHER: _row(Extent.NOBODY, "release.make"),
    Role.DATA_MANAGER: _row(
        Extent.STUDY,
        "instrument.manage",
        "monitor.view",
        "release.make",
        "release.oversee",
        "sub_study.manage",
        "sub_study.view",
    ),
    Role.ADMINISTRATOR: _row(Extent.NOBODY, "cluster.manage", "staff.invite", "staff.manage"),
}


class Holder(Protocol):
    """Whoever asks: a user, or a participant with a link or a session of their own."""

    @property
    def is_active(self) -> bool: ...


class Scope(Protocol):
    """What is asked about: a practice or a participant."""

    def is_within(self, extent: Extent, holder: Holder) -> bool:
        """Whether it lies within that extent of the holder."""
        ...


@dataclass(frozen=True)
class Bearer:
    """A participant who holds a link (BY_LINK) or a session of their own (SIGNED_IN)."""

    role: str
    participant: int  # primary key
    is_active: bool = True


def may(holder: Holder, permission: Permission, scope: Scope | None = None) -> bool:
    """Whether the holder's role has the permission and, where a scope is given, reaches as far as that.

    An inactive or unknown holder has none. Without a scope: somewhere.
    """
    row = ROLES.get(getattr(holder, "role", ""))
    if row is None or not holder.is_active or permission not in row.permissions:
        return False
    return scope is None or scope.is_within(row.extent, holder)


def extent_of(holder: Holder) -> Extent:
    """How far the holder reaches; NOBODY for whoever has no role or is closed."""
    row = ROLES.get(getattr(holder, "role", ""))
    return row.extent if row is not None and holder.is_active else Extent.NOBODY
