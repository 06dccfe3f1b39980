"""What those reach who work for the study and not in a practice."""

import psycopg
import pytest

from cohort.accounts.models import Role
from cohort.config.local import postgres
from cohort.members.actions import consent
from cohort.members.models import ConsentText, Erasure, Scope
from tests import factories
from tests.rows.conftest import Two

IDENTITY = ("members_contactdetails", "members_personallink")
COUNTED = "INSERT INTO recruitment_tally (dimension, value, stage, count, hidden) VALUES ('t', '', 't', 3, 'kept')"
ANSWERS = ("questionnaires_response", "questionnaires_score", "pathways_episode", "pathways_event")


def count(two: Two, user: int, table: str) -> int:
    with two.acting(user=user) as run:
        return int(run(f"SELECT count(*) FROM {table}")[0][0])


@pytest.mark.parametrize("role", [Role.RESEARCHER, Role.ADMINISTRATOR])
def test_researchers_and_administrators_reach_no_participant(two: Two, role: str) -> None:
    user = factories.staff(role).pk
    assert [count(two, user, table) for table in ("members_participant", *IDENTITY, *ANSWERS)] == [0] * 7


def test_the_study_office_reaches_addresses_and_no_answers(two: Two) -> None:
    user = factories.staff(Role.STUDY_OFFICE).pk
    assert all(count(two, user, table) >= 2 for table in ("members_participant", *IDENTITY))
    assert [count(two, user, table) for table in (*ANSWERS, "pathways_summary")] == [0] * 5


def test_data_managers_reach_answers_and_no_addresses(two: Two) -> None:
    user = factories.staff(Role.DATA_MANAGER).pk
    assert all(count(two, user, table) >= 2 for table in ("members_participant", "questionnaires_response"))
    assert [count(two, user, table) for table in (*IDENTITY, "pathways_summary")] == [0] * 3
    with two.acting(user=user) as run:
        assert run("UPDATE members_participant SET language = 'en'") == [(0,)]


def test_interviewers_reach_those_who_say_yes_to_interviews(two: Two) -> None:
    user = factories.staff(Role.INTERVIEWER).pk
    assert count(two, user, "members_contactdetails") == 2
    assert [count(two, user, table) for table in ANSWERS] == [0] * 4
    text = ConsentText.objects.latest("valid_from")
    consent.decide(participant=two.there.participant, text=text, choices={Scope.INTERVIEWS: False}, language="da")
    with two.acting(user=user) as run:
        assert run("SELECT id FROM members_participant") == [(two.here.participant.pk,)]


@pytest.mark.parametrize("role", [Role.DATA_MANAGER, Role.INTERVIEWER])
@pytest.mark.parametrize("table", ["questionnaires_response", "questionnaires_assignment", "members_personallink"])
def test_data_managers_and_interviewers_change_nothing_that_hangs_on_a_participant(
    two: Two, role: str, table: str
) -> None:
    with two.acting(user=factories.staff(role).pk) as run:
        assert run(f"UPDATE {table} SET id = id") == [(0,)]
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            run(
                "INSERT INTO members_consentdecision (participant_id, text_id, scope, granted, language, decided_at)"
                " SELECT participant_id, text_id, scope, true, 'da', now() FROM members_consentdecision LIMIT 1"
            )


TICK = (
    "INSERT INTO members_consentrepeated (participant_id, text_id, repeated_by_id, repeated_at)"
    " SELECT participant_id, text_id, %s, now() FROM members_consentrepeated WHERE participant_id = %s"
)


@pytest.mark.parametrize("role", [Role.INTERVIEWER, Role.STUDY_OFFICE])
def test_who_talks_with_participants_ticks_what_was_read_aloud(two: Two, role: str) -> None:
    user, pk = factories.staff(role).pk, two.here.participant.pk
    with two.acting(user=user) as run:
        assert run(TICK, user, pk) == [(1,)]
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            run("DELETE FROM members_consentrepeated")


def test_an_interviewer_ticks_nothing_for_who_says_no_to_interviews(two: Two) -> None:
    user, participant = factories.staff(Role.INTERVIEWER).pk, two.here.participant
    text = ConsentText.objects.latest("valid_from")
    consent.decide(participant=participant, text=text, choices={Scope.INTERVIEWS: False}, language="da")
    row = "INSERT INTO members_consentrepeated (participant_id, text_id, repeated_by_id, repeated_at)"
    with two.acting(user=user) as run:
        assert run("SELECT count(*) FROM members_consentrepeated WHERE participant_id = %s", participant.pk) == [(0,)]
        with pytest.raises(psycopg.errors.InsufficientPrivilege, match="row-level security"):
            run(f"{row} VALUES (%s, %s, %s, now())", participant.pk, text.pk, user)


def test_the_number_of_a_certificate_reaches_that_certificate_alone(two: Two) -> None:
    erasure = Erasure.objects.get(study_number=two.here.participant.study_number)
    with two.acting(link=str(erasure.uuid)) as run:
        assert run("SELECT study_number FROM members_erasure") == [(erasure.study_number,)]
        assert run("SELECT count(*) FROM members_participant") == [(0,)]
        assert run("UPDATE members_erasure SET choice = 'now'") == [(0,)]


def test_reports_ask_nobodys_address(two: Two) -> None:
    with two.acting("rygvej_report") as run, pytest.raises(psycopg.errors.InsufficientPrivilege):
        run("SELECT * FROM known_by_contact('x', 'x', 'x')")


def test_counts_and_who_fits_a_sub_study_are_the_studys_and_made_by_the_worker(two: Two) -> None:
    office, manager = factories.staff(Role.STUDY_OFFICE).pk, factories.staff(Role.DATA_MANAGER).pk
    made = (
        "INSERT INTO recruitment_substudy (name_da, name_en, rules, state, made_by_id, made_at)"
        " SELECT 'a', 'a', '[]', 'draft', id, now() FROM accounts_user LIMIT 1 RETURNING id"
    )
    for role, user, seen in (
        (Role.STUDY_OFFICE, office, 1),
        (Role.DATA_MANAGER, manager, 1),
        (Role.CLINICIAN, two.here.clinician.pk, 0),
        (Role.RESEARCHER, factories.staff(Role.RESEARCHER).pk, 0),
        (Role.INTERVIEWER, factories.staff(Role.INTERVIEWER).pk, 0),
    ):
        with two.acting(postgres.SUPERUSER) as run:
            study = run(made)[0][0]
            run(
                "INSERT INTO recruitment_substudymatch (sub_study_id, participant_id, at) VALUES (%s, %s, now())",
                study,
                two.here.participant.pk,
            )
            run(COUNTED)
            run("SET LOCAL ROLE rygvej_app")
            run("SELECT set_config('rygvej.user', %s, true)", str(user))
            for table in ("recruitment_tally", "recruitment_substudymatch"):
                assert run(f"SELECT count(*) FROM {table}") == [(seen,)], (role, table)
    with two.acting(user=office) as run, pytest.raises(psycopg.errors.InsufficientPrivilege):
        run(COUNTED)
