"""What the database refuses to change: published versions, submitted responses, decisions on consent."""

import pytest
from django.db import DatabaseError, connection, transaction

from cohort.common import clock
from cohort.members.models import ConsentDecision, ConsentText
from questionnaires.actions import answers
from questionnaires.models import Assignment, Response, Score, Version
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def submitted() -> Response:
    participant = factories.consenting(factories.enrolled(by=factories.staff(of=factories.practice())).participant)
    assignment = Assignment.objects.get(participant=participant, version__instrument__slug="baseline_a")
    answers.save(assignment=assignment, patch={"pain_back_nrs": 4}, now=clock.now(), how=answers.Manner("da"))
    Response.objects.update(saved_at=clock.now())  # still open: may change
    answers.submit(assignment=assignment, by=participant.actor)
    return Response.objects.get()


def refused(statement: str, words: str) -> None:
    with pytest.raises(DatabaseError, match=words), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_submitted_answers_stay(submitted: Response) -> None:
    refused("UPDATE questionnaires_response SET answers = '{}'", "never changed")
    assert Response.objects.get().answers["pain_back_nrs"] == 4


def test_published_versions_stay(submitted: Response) -> None:
    assert Version.objects.exists()
    for statement in ("UPDATE questionnaires_version SET content = '{}'", "DELETE FROM questionnaires_version"):
        refused(statement, "permission denied|never changed")


def test_decisions_and_consent_texts_are_only_appended(submitted: Response) -> None:
    assert ConsentDecision.objects.exists()
    assert ConsentText.objects.exists()
    for table in ("members_consentdecision", "members_consenttext"):
        refused(f"DELETE FROM {table}", "permission denied|never changed")  # noqa: S608
    refused("UPDATE members_consentdecision SET granted = true", "permission denied|never changed")


def test_what_was_submitted_is_neither_removed_nor_opened_again(submitted: Response) -> None:
    refused("DELETE FROM questionnaires_response", "never changed")
    refused("DELETE FROM questionnaires_assignment WHERE state = 'submitted'", "never changed")
    reopened = "UPDATE questionnaires_assignment SET state = 'open', response_id = NULL WHERE state = 'submitted'"
    refused(reopened, "never changed")


def test_scores_stay_as_they_were_computed(submitted: Response) -> None:
    Score.objects.create(response=submitted, name="test", value=1, rule="test-1", answered=1)
    refused("UPDATE questionnaires_score SET value = 2", "never changed")
    refused("DELETE FROM questionnaires_score", "never changed")
