"""One small world to ask permissions in: two practices, a participant of the first, a release, and every role."""

import hashlib
import io
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4
from zipfile import ZipFile

from django.db.models import QuerySet
from pypdf import PdfWriter

from cohort.accounts.models import Role, User
from cohort.common import clock
from cohort.exports.models import Release
from cohort.exports.models.release import LIFETIME
from cohort.members.actions import links
from cohort.members.models import Cluster, Participant, PersonalLink
from pathways.actions import record, summaries
from pathways.models import Summary
from questionnaires.actions import packs
from questionnaires.actions.diary import keeping
from questionnaires.models import Assignment, Draft, Version, WordingPack
from recruitment.actions import join, sub_studies
from recruitment.models import Channel, Claim, SignUpLink, SubStudy
from recruitment.substudies.rules import PRESETS
from tests import clusters, drafts, factories, wording

ROLES = (
    *("anonymous", "clinician", "colleague", "elsewhere", "researcher", "other_researcher", "administrator"),
    *("study_office", "interviewer", "data_manager", "participant", "other_participant"),
)
# Who has the same column as somebody of the table: the staff, and a participant, of another practice.
NEIGHBOURS = {"staff_elsewhere": "elsewhere", "participant_elsewhere": "other_participant"}
EVERYBODY = (*ROLES, *NEIGHBOURS)


@dataclass(frozen=True)
class World:
    users: dict[str, User | None]
    participants: dict[str, Participant]  # by role, each with a session of their own
    participant: Participant
    start_token: str
    answer_token: str
    diary_token: str
    note: UUID
    summary: Summary
    release: Release
    pack: WordingPack
    draft: Draft
    channel: Channel
    claim: Claim  # on the practice of the first
    outside: Claim  # on none that takes part
    cluster: Cluster
    sign_up_link: SignUpLink
    sub_study: SubStudy


def build() -> World:
    """Everything is ready to be handed out. The release's file is written below settings.FILES_DIR."""
    here, there = factories.practice(), factories.practice("Lægerne ved Åen")
    clinician, stranger = factories.staff(of=here), factories.staff(of=there)
    researcher = factories.staff(Role.RESEARCHER)
    users: dict[str, User | None] = {
        "anonymous": None,
        "clinician": clinician,
        "colleague": factories.staff(Role.PRACTICE_STAFF, of=here),
        "elsewhere": stranger,
        "staff_elsewhere": factories.staff(Role.PRACTICE_STAFF, of=there),
        "researcher": researcher,
        "other_researcher": factories.staff(Role.RESEARCHER),
        "administrator": factories.staff(Role.ADMINISTRATOR),
        "study_office": factories.staff(Role.STUDY_OFFICE),
        "interviewer": factories.staff(Role.INTERVIEWER),
        "data_manager": factories.staff(Role.DATA_MANAGER),
    }
    enrolled = factories.enrolled(by=clinician)
    participant = factories.consenting(enrolled.participant)
    token = answer_link(participant)
    version, form = Version.objects.current("gp_first"), uuid4()
    record.capture(participant=participant, version=version, form=form, answers={"g_contact": "visit"}, by=clinician)
    summary = printed(
        summaries.request(participant=participant, audience=Summary.Audience.PATIENT, language="da", by=clinician)
    )
    others = {
        "other_participant": factories.enrolled(by=clinician, name="Per Holm"),
        "participant_elsewhere": factories.enrolled(by=stranger, name="Ida Bech"),
    }
    participants = {role: factories.consenting(other.participant) for role, other in others.items()}
    gym = Channel.objects.create(kind="gym", name="Kraftværket")
    return World(
        users,
        {"participant": participant, **participants},
        participant,
        enrolled.invitation.token,
        token,
        keeping.link(diary=keeping.begin(participant=participant, slug="diary"), participant=participant),
        form,
        summary,
        released(researcher),
        packs.add(text=wording.pack("eq5d", valid_from="2099-01-01"), by="system:test"),
        drafts.draft(by=factories.staff(Role.DATA_MANAGER)),
        gym,
        signed_up(gym, practice=here.pk),
        signed_up(gym, named="Lægerne i Ribe"),
        clusters.cluster(),
        SignUpLink.objects.create(name="A group", sender_name="Karen Holst"),
        sub_study(),
    )


def signed_up(channel: Channel, **whose: Any) -> Claim:
    """Somebody who signed up and said yes: which practice they say is theirs."""
    born = date(1960, 1, 1) + timedelta(days=Claim.objects.count())
    given = join.Given(name="Niels Vang", birth_date=born, language="da", email="niels@test.example", **whose)
    join.ask(channel=channel, given=given)
    join.take_in_waiting()
    claim = Claim.objects.latest("pk")
    factories.consenting(claim.participant)
    return claim


def sub_study() -> SubStudy:
    """A draft."""
    manager = factories.staff(Role.DATA_MANAGER)
    return sub_studies.write(sub_study=None, name_da="Samtaler", name_en="Talks", rules=PRESETS["adult"], by=manager)


def answer_link(participant: Participant) -> str:
    """A new link to what the participant is to answer first; an older one ends."""
    assignment = first(Assignment.objects.open_at(clock.now()).filter(participant=participant))
    return links.issue(
        participant=participant,
        purpose=PersonalLink.Purpose.ANSWER,
        about=str(assignment.uuid),
        expires_at=clock.now() + timedelta(days=7),
        by="system:test",
    )


def printed(summary: Summary) -> Summary:
    """That summary as a printer leaves it, with an empty page for a sheet."""
    sheet, pdf = PdfWriter(), io.BytesIO()
    sheet.add_blank_page(width=595, height=842)
    sheet.write(pdf)
    summary.pdf, summary.state, summary.finished_at = pdf.getvalue(), Summary.State.READY, clock.now()
    summary.save(update_fields=["pdf", "state", "finished_at"])
    return summary


def released(by: User) -> Release:
    """A release whose file can be fetched."""
    file = io.BytesIO()
    with ZipFile(file, "w") as archive:
        archive.writestr("readme.txt", "A table of permissions")
    release = Release.objects.create(
        requester=by,
        reason="A table of permissions",
        state=Release.State.READY,
        file_name="release.zip",
        sha256=hashlib.sha256(file.getvalue()).hexdigest(),
        size=len(file.getvalue()),
        finished_at=clock.now(),
        expires_at=clock.now() + LIFETIME,
    )
    release.path.parent.mkdir(parents=True, exist_ok=True)
    release.path.write_bytes(file.getvalue())
    return release


def first(rows: "QuerySet[Assignment]") -> Assignment:
    found = rows.order_by("opens_at", "pk").first()
    assert found is not None
    return found
