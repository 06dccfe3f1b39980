"""Submitted answers go, or lose what was written in words, where their person asked for it; nothing else may."""

from django.db import migrations

FORWARDS = """
-- Scrubbing takes answers away. It changes none, adds none, and touches no other column.
CREATE FUNCTION refuse_change_unless_scrubbing() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF coalesce(current_setting('rygvej.erasing', true), '') = 'yes'
        AND current_user IN (
            SELECT 'rygvej_worker' UNION SELECT pg_get_userbyid(relowner) FROM pg_class WHERE oid = TG_RELID
        )
        AND to_jsonb(NEW) - 'answers' = to_jsonb(OLD) - 'answers'
        AND NOT EXISTS (SELECT FROM jsonb_each(NEW.answers) AS kept
            WHERE OLD.answers -> kept.key IS DISTINCT FROM kept.value)
    THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'rows of % are never changed or removed', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END
$$;
DROP TRIGGER submitted_is_frozen ON questionnaires_response;
CREATE TRIGGER submitted_is_frozen BEFORE UPDATE ON questionnaires_response
    FOR EACH ROW WHEN (OLD.submitted_at IS NOT NULL) EXECUTE FUNCTION refuse_change_unless_scrubbing();
DROP TRIGGER submitted_is_kept ON questionnaires_response;
CREATE TRIGGER submitted_is_kept BEFORE DELETE ON questionnaires_response
    FOR EACH ROW WHEN (OLD.submitted_at IS NOT NULL) EXECUTE FUNCTION refuse_change_unless_erasing();
DROP TRIGGER submitted_assignment_is_kept ON questionnaires_assignment;
CREATE TRIGGER submitted_assignment_is_kept BEFORE DELETE ON questionnaires_assignment
    FOR EACH ROW WHEN (OLD.state = 'submitted') EXECUTE FUNCTION refuse_change_unless_erasing();
DROP TRIGGER frozen ON questionnaires_score;
CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON questionnaires_score
    FOR EACH ROW EXECUTE FUNCTION refuse_change_unless_erasing();
"""
BACKWARDS = """
DROP TRIGGER frozen ON questionnaires_score;
CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON questionnaires_score
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
DROP TRIGGER submitted_assignment_is_kept ON questionnaires_assignment;
CREATE TRIGGER submitted_assignment_is_kept BEFORE DELETE ON questionnaires_assignment
    FOR EACH ROW WHEN (OLD.state = 'submitted') EXECUTE FUNCTION refuse_change();
DROP TRIGGER submitted_is_kept ON questionnaires_response;
CREATE TRIGGER submitted_is_kept BEFORE DELETE ON questionnaires_response
    FOR EACH ROW WHEN (OLD.submitted_at IS NOT NULL) EXECUTE FUNCTION refuse_change();
DROP TRIGGER submitted_is_frozen ON questionnaires_response;
CREATE TRIGGER submitted_is_frozen BEFORE UPDATE ON questionnaires_response
    FOR EACH ROW WHEN (OLD.submitted_at IS NOT NULL) EXECUTE FUNCTION refuse_change();
DROP FUNCTION refuse_change_unless_scrubbing();
"""


class Migration(migrations.Migration):
    dependencies = [("questionnaires", "0003_submitted_stays"), ("members", "0005_erasure_let_through")]
    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
