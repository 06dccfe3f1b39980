"""Each real act by which data leave a practice names the practice, and stands on the practice's own page."""

from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
import pytest_django
from django.test import Client

from cohort.accounts.models import Role, User
from cohort.audit.acts import LEAVING, LEAVING_WITH_OTHERS
from cohort.audit.models import Entry
from cohort.exports.actions import build, request
from cohort.members.models import Participant
from pathways.models import Summary
from pathways.tasks import print_summaries
from questionnaires.actions import answers
from questionnaires.models import Assignment
from tests import factories
from tests.signing import sign_in
from tests.unit.exports.person.conftest import Moving, now
from tests.unit.members import own

__all__ = ["now"]  # a fixture


@pytest.fixture
def doctor(transactional_db: None, settings: pytest_django.Settings, tmp_path: Path) -> User:
    """Their database is this test's own: a release reads what is committed."""
    settings.FILES_DIR = tmp_path
    return factories.staff(of=factories.practice())


@pytest.fixture
def grethe(doctor: User, now: Moving) -> Participant:
    participant = factories.consenting(factories.enrolled(by=doctor, mobile=own.MOBILE).participant)
    now.move(timedelta(minutes=5))  # a summary printed at the moment of a decision is not handed out
    return participant


def left(doctor: User) -> str:
    return sign_in(Client(), doctor).get("/practice/left/", headers={"accept-language": "en"}).content.decode()


def open_card(participant: Participant, role: Role, purpose: str) -> Client:
    client = sign_in(Client(), factories.staff(role))
    address = f"/office/{participant.study_number}/"
    client.post(address, {"purpose": purpose})
    assert client.get(address).status_code == 200
    return client


def leave(doctor: User, grethe: Participant, now: Moving) -> None:
    """Everything by which data of this participant can leave, done on the program's own pages and by its tasks."""
    mine, page = sign_in(Client(), doctor), f"/participants/{grethe.study_number}/"
    mine.post(f"{page}record/", {"form": str(uuid4()), "g_date": "2026-03-02", "g_contact": "visit"})
    mine.post(f"{page}summary/", {"audience": "patient", "language": "da"})
    print_summaries()
    summary = Summary.objects.get()
    assert mine.get(f"{page}summary/{summary.pk}/pdf/").status_code == 200
    baseline = Assignment.objects.get(participant=grethe, version__instrument__slug="baseline_a")
    answers.save(assignment=baseline, patch={"pain_back_nrs": 6}, now=now(), how=answers.Manner("da"))
    baseline.refresh_from_db()
    answers.submit(assignment=baseline, by=grethe.actor)
    request.request(reason="A question about pain", by=factories.staff(Role.RESEARCHER))
    assert build.build_next()
    open_card(grethe, Role.INTERVIEWER, "interview")
    office = open_card(grethe, Role.STUDY_OFFICE, "access")
    assert office.post(f"/office/{grethe.study_number}/data/").status_code == 200


def test_each_act_names_the_practice_and_is_told_to_it(doctor: User, grethe: Participant, now: Moving) -> None:
    leave(doctor, grethe, now)
    done = Entry.objects.filter(action__in=LEAVING | LEAVING_WITH_OTHERS)
    assert set(done.values_list("action", flat=True)) == LEAVING | LEAVING_WITH_OTHERS, "an act was not done"
    assert set(done.values_list("practice", flat=True)) == {grethe.practice_id}
    page, number = left(doctor), grethe.study_number
    for sentence in (
        f"{number} was enrolled, and contact details were stored in Rygvej.",
        f"The ticked record template of {number} was kept for research, as the patient has allowed.",
        f"A summary of {number} was made as a PDF.",
        f"The summary of {number} was downloaded.",
        "for research holds answers of 1 of your patients, without a name.",
        f"An interviewer looked at the contact details of {number}.",
        f"The study office looked at the contact details of {number}.",
        f"The study office fetched everything that is kept about {number}, for the patient.",
    ):
        assert page.count(sentence) == 1, sentence
    other = factories.staff(of=factories.practice("Lægerne ved Åen"))
    assert number not in left(other)


def test_what_the_practice_reads_and_the_patient_fetches_is_not_told(doctor: User, grethe: Participant) -> None:
    before = left(doctor).count("<tr>")
    assert sign_in(Client(), doctor).get(f"/participants/{grethe.study_number}/").status_code == 200
    assert own.signed_in(grethe).get("/mine/data/").status_code == 200
    assert Entry.objects.filter(action__in=LEAVING_WITH_OTHERS).count() == 2
    assert left(doctor).count("<tr>") == before
