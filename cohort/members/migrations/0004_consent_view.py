"""What stands of all decisions, as a view; and a study number that was erased is never given again."""

from django.db import migrations

FORWARDS = """
CREATE VIEW members_consent WITH (security_invoker = true) AS
    SELECT DISTINCT ON (participant_id, scope) id, participant_id, scope, granted, decided_at
    FROM members_consentdecision
    ORDER BY participant_id, scope, decided_at DESC, id DESC;

CREATE FUNCTION refuse_erased_study_number() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM members_erasure WHERE study_number = NEW.study_number) THEN
        RAISE EXCEPTION 'study number % was erased and is not given again', NEW.study_number
            USING ERRCODE = 'unique_violation';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER study_number_never_again BEFORE INSERT ON members_participant
    FOR EACH ROW EXECUTE FUNCTION refuse_erased_study_number();
"""
BACKWARDS = """
DROP TRIGGER study_number_never_again ON members_participant;
DROP FUNCTION refuse_erased_study_number();
DROP VIEW members_consent;
"""


class Migration(migrations.Migration):
    dependencies = [("members", "0003_trust")]
    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
