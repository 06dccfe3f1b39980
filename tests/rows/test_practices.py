"""What the role of the web processes reaches with raw SQL, whatever filter somebody forgets (S15)."""

import json

import psycopg
import pytest

from cohort.accounts.models import Role
from cohort.common.study_number import new_study_number
from cohort.common.tokens import digest
from tests import factories
from tests.rows.conftest import Side, Two

# Every protected table, and the views over some, with the column expression that tells whose a row is: which
# participant's, or for the last three which practice's. The catalogue is asked whether one is missing.
HANGING = {
    "members_participant": "id",
    "members_contactdetails": "participant_id",
    "members_consentdecision": "participant_id",
    "members_consent": "participant_id",
    "members_erasure": "(SELECT id FROM members_participant p WHERE p.study_number = t.study_number)",
    "members_consentrepeated": "participant_id",
    "members_personallink": "participant_id",
    "members_signincode": "participant_id",
    "questionnaires_occasion": "participant_id",
    "questionnaires_diary": "participant_id",
    "questionnaires_assignment": "participant_id",
    "questionnaires_response": "(SELECT participant_id FROM questionnaires_assignment a WHERE a.response_id = t.id)",
    "questionnaires_score": "(SELECT a.participant_id FROM questionnaires_assignment a"
    " WHERE a.response_id = t.response_id)",
    "questionnaires_pair": "participant_id",
    "recruitment_arrival": "participant_id",
    "recruitment_claim": "participant_id",
    "pathways_episode": "participant_id",
    "pathways_event": "(SELECT participant_id FROM pathways_episode e WHERE e.id = t.episode_id)",
    "pathways_summary": "participant_id",
    "audit_entry": "(SELECT id FROM members_participant p WHERE 'participant:' || p.study_number = subject)",
    "outbox_message": "(SELECT id FROM members_participant p WHERE 'participant:' || p.study_number = recipient)",
}
PRACTICES = {
    "recruitment_screeningentry": "practice_id",
    "recruitment_channel": "practice_id",
    "recruitment_channelday": "(SELECT practice_id FROM recruitment_channel c WHERE c.id = t.channel_id)",
    "recruitment_workload": "practice_id",
    "members_membership": "practice_id",
    # of one person; who works in the same practice reads none of it: test_staff_survey.py
    "questionnaires_staffsurvey": "(SELECT m.practice_id FROM members_membership m WHERE m.user_id = t.user_id)",
}
PROTECTED = HANGING | PRACTICES
# What lies across practices: nobody in one sees a row of it.
OFFICE_ONLY = {"members_duplicate"}
# Tables that nobody of the web reads: whoever signs up adds a row.
ADDED_ONLY = {"recruitment_joinrequest"}
# Where nobody stands who is cared for: about practices to be won. Tested in test_office.
OFFICE = {
    "members_clusteraddress",
    "recruitment_clustercontact",
    "recruitment_talk",
    "recruitment_practicerequest",
}
# What only study office and data managers reach: tests/rows/test_roles.py
OF_THE_STUDY = {"recruitment_tally", "recruitment_substudymatch"}
# A view shows what its table lets through: a test of the catalogue holds it to that.
TABLES = sorted(set(PROTECTED) - {"members_consent", "questionnaires_pair"})
# Where the program's role adds rows by other rules than whose they are.
ADDED_OTHERWISE = {
    "audit_entry": "anybody's act is written down, whomever it is about; reading it is what is guarded",
}
# Where nobody in a practice adds anything, not for their own practice either.
NEVER_ADDED = {"members_membership", "members_consentrepeated", "recruitment_workload"}


def owner(side: Side, table: str) -> int:
    """The key of whose the rows of that side are, as the table's expression gives it."""
    return side.participant.practice_id if table in PRACTICES else side.participant.pk


@pytest.mark.covers("S16")
def test_the_catalogue_knows_no_other_protected_table(two: Two) -> None:
    with two.acting("rygvej_owner") as run:
        found = run(
            "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace"
            " AND (relkind IN ('r', 'p') AND relrowsecurity OR relkind IN ('v', 'm'))"
        )
    assert {name for (name,) in found} == set(PROTECTED) | OFFICE_ONLY | ADDED_ONLY | OFFICE | OF_THE_STUDY


def test_who_signs_up_adds_a_row_that_nobody_of_the_web_reads(two: Two) -> None:
    code = "SELECT id FROM recruitment_channel WHERE practice_id = %s"
    with two.acting("rygvej_worker", whole="yes") as run:
        ((channel,),) = run(code, two.here.participant.practice_id)
    add = (
        "INSERT INTO recruitment_joinrequest (id, channel_id, asked_at, given)"
        " VALUES (gen_random_uuid(), %s, now(), 'sealed')"
    )
    with two.acting(link="ABCDEFGH") as run:
        assert run(add, channel) == [(1,)]
        for query in ("SELECT count(*) FROM {}", "UPDATE {} SET given = ''", "DELETE FROM {}"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                run("SAVEPOINT before") and run(query.format("recruitment_joinrequest"))
            run("ROLLBACK TO SAVEPOINT before")
    with two.acting("rygvej_report") as run, pytest.raises(psycopg.errors.InsufficientPrivilege):
        run("SELECT count(*) FROM recruitment_joinrequest")


def test_a_claim_is_told_to_the_practice_with_consent_alone(two: Two) -> None:
    decide = (
        "INSERT INTO members_consentdecision (participant_id, text_id, scope, granted, language, decided_at)"
        " SELECT participant_id, text_id, scope, false, language, now() + interval '1 day' FROM members_consentdecision"
        " WHERE participant_id = %s AND scope = 'questionnaires'"
    )
    seen = "SELECT participant_id FROM recruitment_claim"
    with two.acting(user=two.here.clinician.pk) as run:
        assert run(seen) == [(two.here.participant.pk,)]
        run(decide, two.here.participant.pk)
        assert run(seen) == []


@pytest.mark.covers("S15")
@pytest.mark.parametrize("table", PROTECTED)
def test_a_clinician_reaches_their_own_and_nobody_elses(two: Two, table: str) -> None:
    mine, theirs = owner(two.here, table), owner(two.there, table)
    whose = f"SELECT DISTINCT {PROTECTED[table]} FROM {table} t WHERE {PROTECTED[table]} IS NOT NULL"
    with two.acting("rygvej_worker", whole="yes") as run:
        assert {(mine,), (theirs,)} <= set(run(whose)), "there is nothing to see: the test would show nothing"
    with two.acting(user=two.here.clinician.pk) as run:
        assert run(whose) == [(mine,)]
        assert run(f"SELECT count(*) FROM {table}") == run(
            f"SELECT count(*) FROM {table} t WHERE {PROTECTED[table]} > 0"
        )


@pytest.mark.parametrize("table", PROTECTED)
def test_with_nobody_acting_there_is_nothing(two: Two, table: str) -> None:
    for role in ("rygvej_app", "rygvej_worker"):
        with two.acting(role) as run:
            only_theirs = "WHERE starts_with(recipient, 'participant:')" if table == "outbox_message" else ""
            assert run(f"SELECT count(*) FROM {table} {only_theirs}") == [(0,)]


@pytest.mark.parametrize("table", TABLES)
def test_nothing_of_another_practice_is_changed_or_removed(two: Two, table: str) -> None:
    with two.acting("rygvej_worker", whole="yes") as run:
        theirs = [
            pk for (pk,) in run(f"SELECT id FROM {table} t WHERE {PROTECTED[table]} = %s", owner(two.there, table))
        ]
    assert theirs
    for verb, query in (
        ("UPDATE", f"UPDATE {table} SET id = id WHERE id = ANY(%s)"),
        ("DELETE", f"DELETE FROM {table} WHERE id = ANY(%s)"),
    ):
        with two.acting(user=two.here.clinician.pk) as run:
            # A role that may not even try, as with frozen tables, is refused; every other one finds no row.
            if run("SELECT has_table_privilege(%s, %s)", table, verb) == [(True,)]:
                assert run(query, theirs) == [(0,)]
            else:
                with pytest.raises(psycopg.errors.InsufficientPrivilege):
                    run(query, theirs)


@pytest.mark.parametrize("table", [table for table in TABLES if table not in ADDED_OTHERWISE])
def test_nothing_is_added_to_another_practice(two: Two, table: str) -> None:
    """A copy of a row: the policy refuses theirs; one's own it lets through, and then it is there already."""
    add = f"INSERT INTO {table} SELECT (jsonb_populate_record(NULL::{table}, %s::jsonb)).*"
    for side, refused in ((two.there, True), (two.here, table in NEVER_ADDED)):
        with two.acting("rygvej_worker", whole="yes") as run:
            whose = f"SELECT to_jsonb(t) FROM {table} t WHERE {PROTECTED[table]} = %s ORDER BY id LIMIT 1"
            ((row,),) = run(whose, owner(side, table))
        if table == "members_participant":
            row["study_number"] = new_study_number()  # their own has a certificate of erasure, and a trigger asks first
        error, words = (
            (psycopg.errors.InsufficientPrivilege, "row-level security")
            if refused
            else (psycopg.errors.UniqueViolation, "_pkey")
        )
        with two.acting(user=two.here.clinician.pk) as run, pytest.raises(error, match=words):
            run(add, json.dumps(row))


@pytest.mark.parametrize("table", sorted(OFFICE_ONLY))
def test_what_lies_across_practices_is_for_the_office(two: Two, table: str) -> None:
    first, second = sorted((two.here.participant.pk, two.there.participant.pk))
    office = factories.staff(Role.STUDY_OFFICE).pk
    add = (
        "INSERT INTO members_duplicate (first_id, second_id, alike, state, found_at)"
        " VALUES (%s, %s, 'name', 'open', now())"
    )
    with two.acting("rygvej_worker", whole="yes") as run:
        assert run(add, first, second) == [(1,)]
        assert run(f"SELECT count(*) FROM {table}") == [(1,)]
    with two.acting(user=office) as run:
        assert run(add, first, second) == [(1,)]
        assert run(f"SELECT count(*) FROM {table}") == [(1,)]
        run("SELECT set_config('rygvej.user', %s, true)", str(two.here.clinician.pk))
        assert run(f"SELECT count(*) FROM {table}") == [(0,)]
        with pytest.raises(psycopg.errors.InsufficientPrivilege, match="row-level security"):
            run(add, first, second)


def test_nobody_is_enrolled_in_another_practice(two: Two) -> None:
    new = (
        "INSERT INTO members_participant"
        " (study_number, practice_id, language, birth_year, enrolled_at, enrolled_by_id, way)"
        " VALUES ('R0000000-0', %s, 'da', 1950, now(), %s, 'online')"
    )
    for practice, refused in ((two.there.participant.practice_id, True), (two.here.participant.practice_id, False)):
        with two.acting(user=two.here.clinician.pk) as run:
            if refused:
                with pytest.raises(psycopg.errors.InsufficientPrivilege, match="row-level security"):
                    run(new, practice, two.here.clinician.pk)
            else:
                assert run(new, practice, two.here.clinician.pk) == [(1,)]


def test_nothing_is_hung_on_somebody_elses_participant(two: Two) -> None:
    new = (
        "INSERT INTO questionnaires_occasion (participant_id, wave_id, opens_at, closes_at)"
        " SELECT %s, id, now(), now() + interval '1 day' FROM questionnaires_wave LIMIT 1"
    )
    with (
        two.acting(user=two.here.clinician.pk) as run,
        pytest.raises(psycopg.errors.InsufficientPrivilege, match="row-level security"),
    ):
        run(new, two.there.participant.pk)


def test_who_works_nowhere_any_more_reaches_nothing(two: Two) -> None:
    user = two.here.clinician.pk
    with two.acting(user=user, day="2019-12-31") as run:
        assert run("SELECT count(*) FROM members_participant") == [(0,)]
    with two.acting("rygvej_owner") as run:
        run("UPDATE accounts_user SET is_active = false WHERE id = %s", user)
        run("SELECT set_config('rygvej.user', %s, true)", str(user))
        assert run("SELECT reach_practices(), reach_role()") == [([], None)]


def test_a_link_in_hand_reaches_its_own_row_and_a_participant_their_own(two: Two) -> None:
    with two.acting(link=digest(two.here.token)) as run:
        assert run("SELECT participant_id FROM members_personallink") == [(two.here.participant.pk,)]
        assert run("SELECT count(*) FROM members_participant") == [(0,)]
        assert run("UPDATE members_personallink SET revoked_at = now()") == [(0,)]
    with two.acting(participant=two.here.participant.pk) as run:
        assert run("SELECT id FROM members_participant") == [(two.here.participant.pk,)]
        assert run("SELECT participant_id FROM members_contactdetails") == [(two.here.participant.pk,)]


def test_the_web_processes_cannot_reach_the_whole(two: Two) -> None:
    with two.acting(whole="yes") as run:
        assert run("SELECT count(*) FROM members_participant") == [(0,)]
    for role in ("rygvej_worker", "rygvej_owner", "rygvej_report"):
        with two.acting() as run, pytest.raises(psycopg.errors.InsufficientPrivilege):
            run(f"SET ROLE {role}")


def test_reports_read_answers_and_no_contact_details(two: Two) -> None:
    with two.acting("rygvej_report") as run:
        assert run("SELECT count(*) >= 2 FROM questionnaires_response") == [(True,)]
        assert run("SELECT DISTINCT matter, clinician_value, patient_value, days FROM questionnaires_pair") == [
            ("g_expect", "long", 8, 0)
        ]
    for table in ("members_contactdetails", "members_personallink", "outbox_message", "pathways_summary"):
        with two.acting("rygvej_report") as run, pytest.raises(psycopg.errors.InsufficientPrivilege):
            run(f"SELECT * FROM {table}")


def test_a_question_across_practices_tells_only_who_knows_the_person(two: Two) -> None:
    key = two.there.participant.contact.email_key
    with two.acting(user=two.here.clinician.pk) as run:
        found = run("SELECT participant_id, study_number FROM known_by_contact(%s, NULL, NULL)", key)
        assert found == [(two.there.participant.pk, two.there.participant.study_number)]
        assert run("SELECT count(*) FROM known_by_contact('x', NULL, NULL)") == [(0,)]
