"""Each practice is told how many of its participants a release holds answers of."""

from cohort.audit import queries
from cohort.members.models import Participant
from tests import factories
from tests.unit.exports.conftest import Cohort


def test_each_practice_is_told_how_many_of_its_participants_are_in(cohort: Cohort) -> None:
    first, second, moved = (cohort.participant() for _ in range(3))
    elsewhere = factories.practice("Lægerne ved Åen")
    Participant.objects.filter(pk=moved.pk).update(practice=elsewhere)
    silent, refused = cohort.participant(), cohort.participant(questionnaires=False)
    cohort.answers(first, {"pain": 1})
    cohort.answers(first, {"examined": True}, version=cohort.visit)
    for one in (second, moved, refused):
        cohort.answers(one, {"pain": 1})
    release = cohort.release()
    (here,) = queries.left_practice(cohort.practice.pk).filter(action="release.included")
    (there,) = queries.left_practice(elsewhere.pk)
    assert (here.subject, here.purpose, here.detail) == (release.subject, "research", {"count": 2})
    assert there.detail == {"count": 1}
    assert not silent.assignments.exists()


def test_a_release_without_answers_tells_nobody(cohort: Cohort) -> None:
    cohort.release()
    assert not queries.left_practice(cohort.practice.pk).exists()
