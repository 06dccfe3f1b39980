"""Figures of everybody are read without signing in; a practice's own by itself and the study office alone."""

from cohort.accounts.models import Role
from recruitment.actions import workload
from tests import factories
from tests.rows.conftest import Two

WHOSE = "SELECT DISTINCT practice_id FROM recruitment_workload ORDER BY practice_id NULLS FIRST"


def test_who_reads_which_figures_and_that_nobody_changes_them(two: Two) -> None:
    workload.refresh()
    here, there = two.here.participant.practice_id, two.there.participant.practice_id
    with two.acting() as run:
        assert run(WHOSE) == [(None,)]
        assert run("UPDATE recruitment_workload SET count = 0") == [(0,)]
        assert run("DELETE FROM recruitment_workload") == [(0,)]
    with two.acting(user=two.here.clinician.pk) as run:
        assert run(WHOSE) == [(None,), (here,)]
        assert run("UPDATE recruitment_workload SET count = 0") == [(0,)]
    with two.acting(participant=two.here.participant.pk) as run:
        assert run(WHOSE) == [(None,)]
    with two.acting(user=factories.staff(Role.STUDY_OFFICE).pk) as run:
        assert run(WHOSE) == [(None,), *sorted([(here,), (there,)])]
        assert run("UPDATE recruitment_workload SET count = 0") == [(0,)]
