"""What the database's own catalogue says of every table with a practice or a participant (S16)."""

import pytest

from tests.rows.conftest import Two

# A table that says whose it is, or that hangs on one that does, by a foreign key or by naming the person.
OWNED = """
WITH RECURSIVE owned AS (
    SELECT attrelid AS oid FROM pg_attribute
    WHERE NOT attisdropped AND (
        attname IN ('participant_id', 'practice_id', 'practice', 'study_number', 'recipient')
        OR attname = 'subject' AND attrelid = 'audit_entry'::regclass
    )
    UNION
    SELECT CASE WHEN f.conrelid = o.oid THEN f.confrelid ELSE f.conrelid END
    FROM owned o JOIN pg_constraint f ON f.contype = 'f'
        AND (f.confrelid = o.oid OR (f.conrelid = o.oid AND f.confrelid = 'questionnaires_response'::regclass))
)
SELECT c.oid, c.relname, c.relrowsecurity AND c.relforcerowsecurity
    AND EXISTS (SELECT FROM pg_policy WHERE polrelid = c.oid) AS is_secured
FROM pg_class c JOIN owned USING (oid)
WHERE c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace
"""


@pytest.mark.covers("S16")
def test_every_table_of_a_practice_or_participant_is_secured(two: Two) -> None:
    with two.acting("rygvej_owner") as run:
        tables = {name: is_secured for _, name, is_secured in run(OWNED)}
        assert {"members_contactdetails", "questionnaires_response", "pathways_event", "outbox_message"} <= set(tables)
        assert sorted(name for name, is_secured in tables.items() if not is_secured) == []
        assert (
            run(
                "SELECT relname FROM pg_class WHERE relkind IN ('v', 'm') AND relnamespace = 'public'::regnamespace"
                " AND NOT coalesce('security_invoker=true' = ANY(reloptions), false)"
            )
            == []
        )


def test_an_unsecured_table_would_be_found(two: Two) -> None:
    with two.acting("rygvej_owner") as run:
        run("CREATE TABLE forgotten (participant_id bigint)")
        assert ("forgotten", False) in [(name, is_secured) for _, name, is_secured in run(OWNED)]


@pytest.mark.parametrize("role", ["rygvej_app", "rygvej_worker", "rygvej_report"])
def test_no_role_of_the_program_can_step_round_it(two: Two, role: str) -> None:
    with two.acting("rygvej_owner") as run:
        assert run("SELECT rolsuper, rolbypassrls, rolcreaterole FROM pg_roles WHERE rolname = %s", role) == [
            (False, False, False)
        ]
        assert run("SELECT count(*) FROM pg_class WHERE pg_has_role(%s, relowner, 'MEMBER')", role) == [(0,)]
        assert (
            run(
                "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
                " AND has_table_privilege(%s, oid, 'TRUNCATE')",
                role,
            )
            == []
        )


# Functions that see what their caller may not: those that policies ask, the look-up at enrolment, and two triggers.
MORE_RIGHTS = {
    *("says_yes", "sees", "sees_number", "sees_response", "sees_episode"),
    "known_by_contact",
    *("refuse_erased_study_number", "audit_await_seal"),
}


def test_functions_with_more_rights_are_these_and_look_in_one_place(two: Two) -> None:
    """Each of them reads past the rules, so there are few, and none can be led to another table of the same name."""
    with two.acting("rygvej_owner") as run:
        found = run(
            "SELECT proname, proconfig FROM pg_proc p JOIN pg_namespace n ON n.oid = pronamespace"
            " WHERE prosecdef AND nspname NOT IN ('pg_catalog', 'information_schema')"
        )
        assert sorted(name for name, _ in found) == sorted(MORE_RIGHTS)
        safe = {"search_path=public, pg_temp", 'search_path=""'}
        assert [name for name, config in found if not safe & set(config or ())] == []
