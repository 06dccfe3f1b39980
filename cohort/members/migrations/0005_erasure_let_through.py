"""What is otherwise kept for ever goes where its person asked for it, by the worker, in a transaction that says so."""

from django.db import migrations

FORWARDS = """
CREATE FUNCTION refuse_change_unless_erasing() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- The setting is of one transaction; the role is the worker's, or that of the tables' owner.
    IF coalesce(current_setting('rygvej.erasing', true), '') = 'yes' AND TG_OP = 'DELETE' AND current_user IN (
        SELECT 'rygvej_worker' UNION SELECT pg_get_userbyid(relowner) FROM pg_class WHERE oid = TG_RELID
    ) THEN
        RETURN OLD;
    END IF;
    RAISE EXCEPTION 'rows of % are never changed or removed', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END
$$;
DROP TRIGGER append_only ON members_consentdecision;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON members_consentdecision
    FOR EACH ROW EXECUTE FUNCTION refuse_change_unless_erasing();
"""
BACKWARDS = """
DROP TRIGGER append_only ON members_consentdecision;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON members_consentdecision
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
DROP FUNCTION refuse_change_unless_erasing();
"""


class Migration(migrations.Migration):
    dependencies = [("members", "0004_consent_view")]
    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
