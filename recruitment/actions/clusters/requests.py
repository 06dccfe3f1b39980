"""Practices that ask to take part: the request that anybody may make, and the decision of the study office."""

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_variables

from cohort.accounts.models import Role, User
from cohort.accounts.permissions import may
from cohort.audit.actions import record
from cohort.common import clock
from cohort.common.errors import NotAllowed, Refusal
from cohort.members.actions import access, staff
from cohort.members.models import Cluster, Membership, Participant, Practice, Region
from recruitment.models import PracticeRequest

VISITOR = "visitor"  # how the audit names somebody whom nobody knows yet
PURPOSE = "practice_joins"
ROLES = {
    Membership.Position.DOCTOR: Role.CLINICIAN,
    Membership.Position.TRAINEE: Role.CLINICIAN,
    Membership.Position.STAFF: Role.PRACTICE_STAFF,
}


@dataclass(frozen=True)
class Accepted:
    """What came of it: the account, and whether it is new and gets a letter."""

    user: User
    practice: Practice
    is_new: bool


@sensitive_variables("name", "email", "tutor")
@transaction.atomic
def receive(
    *,
    code: str,
    cluster: Cluster | None,
    name: str,
    email: str,
    tutor: str,
    position: str,
    provider_number: str,
    practice_name: str,
    region: Region,
    language: str,
) -> None:
    """Keep what somebody typed. Says nothing of what is known: the same person asking twice is one open request."""
    request = PracticeRequest(
        code=code,
        cluster=cluster,
        name=name,
        email=email.strip().lower(),
        email_key=PracticeRequest.key(email),
        tutor=tutor if position == Membership.Position.TRAINEE else "",
        position=position,
        provider_number=provider_number,
        practice_name=practice_name,
        region=region,
        language=language,
    )
    PracticeRequest.objects.bulk_create([request], ignore_conflicts=True)
    record(by=VISITOR, action="request.received", subject=request.subject, purpose=PURPOSE)


@transaction.atomic
def accept(*, request: PracticeRequest, tutor: User | None = None, by: User) -> Accepted:
    """The practice takes part, and whoever asked works there: by a new account, or by the one they have.

    Raises NotAllowed administrator_needed where the practice has participants already and `by` may not give access to
    them, and Refusal: request_decided, other_role (an account of the study's own people), and those of
    staff.invite and access.add_membership.
    """
    request = _open(request)
    practice = _practice(request)
    if not may(by, "staff.invite") and Participant.objects.filter(practice=practice).exists():
        raise NotAllowed(
            "administrator_needed",
            _("This practice has patients in the study already. An administrator lets somebody new in."),
        )
    role = ROLES[Membership.Position(request.position)]
    user = User.objects.filter(email=request.email).first()
    is_new = user is None
    if user is None:
        user = staff.invite(
            email=request.email,
            name=request.name,
            role=role,
            practice=practice,
            position=request.position,
            tutor=tutor,
            by=by.actor,
        )
    else:
        _let_in(user, role, practice, request.position, tutor, by)
    record(
        by=by.actor,
        action="request.accepted",
        subject=request.subject,
        purpose=PURPOSE,
        place=practice.pk,
        user=user.pk,
        is_new=is_new,
    )
    _decide(request, PracticeRequest.State.ACCEPTED, by)
    return Accepted(user, practice, is_new)


@transaction.atomic
def refuse(*, request: PracticeRequest, reason: str, by: User) -> None:
    """No, for that reason. Raises Refusal: request_decided."""
    request = _open(request)
    record(by=by.actor, action="request.refused", subject=request.subject, purpose=PURPOSE, reason=reason)
    _decide(request, PracticeRequest.State.REFUSED, by, reason=reason)


def likely_tutor(request: PracticeRequest) -> User | None:
    """The doctor of that practice whom a trainee has named, by e-mail or by the whole name; None where it is open."""
    typed = request.tutor.strip().casefold()
    doctors = User.objects.filter(
        pk__in=Membership.objects.valid_on(clock.today())
        .filter(practice__provider_number=request.provider_number, position=Membership.Position.DOCTOR)
        .values("user")
    )
    found = [doctor for doctor in doctors if typed and typed in (doctor.email, doctor.name.casefold())]
    return found[0] if len(found) == 1 else None


def _open(request: PracticeRequest) -> PracticeRequest:
    """The request, held until it is decided."""
    held = PracticeRequest.objects.select_for_update(of=("self",)).get(pk=request.pk)
    if held.state != PracticeRequest.State.OPEN:
        raise Refusal("request_decided", _("This request has been decided already."))
    return held


def _practice(request: PracticeRequest) -> Practice:
    """The practice of that number, which takes part from now on; a cluster that it has is kept."""
    practice, _made = Practice.objects.get_or_create(
        provider_number=request.provider_number,
        defaults={"name": request.practice_name, "region": request.region, "cluster": request.cluster},
    )
    practice.takes_part = True
    practice.cluster = practice.cluster or request.cluster
    practice.save(update_fields=["takes_part", "cluster"])
    return practice


def _let_in(user: User, role: str, practice: Practice, position: str, tutor: User | None, by: User) -> None:
    """An account that is there gets a membership; whoever works there already keeps theirs."""
    if user.role != role or not user.is_active:
        raise Refusal("other_role", _("This e-mail has an account of another kind. An administrator looks after it."))
    if not Membership.objects.valid_on(clock.today()).filter(user=user, practice=practice).exists():
        access.add_membership(user=user, practice=practice, position=position, tutor=tutor, by=by)


def _decide(request: PracticeRequest, state: PracticeRequest.State, by: User, reason: str = "") -> None:
    """With the decision goes what told who it was: the account has it, or nobody needs it."""
    request.state, request.reason, request.decided_by, request.decided_at = state, reason, by, clock.now()
    request.name = request.email = request.tutor = ""
    request.email_key = None
    request.save(update_fields=["state", "reason", "decided_by", "decided_at", "name", "email", "tutor", "email_key"])
