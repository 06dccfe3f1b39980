"""What was submitted is neither removed nor opened again, and a score is not rewritten."""

from django.db import migrations

FORWARDS = """
CREATE TRIGGER submitted_is_kept BEFORE DELETE ON questionnaires_response
    FOR EACH ROW WHEN (OLD.submitted_at IS NOT NULL) EXECUTE FUNCTION refuse_change();
CREATE TRIGGER submitted_stays_submitted BEFORE UPDATE ON questionnaires_assignment
    FOR EACH ROW WHEN (
        OLD.state = 'submitted'
        AND (NEW.state, NEW.response_id, NEW.version_id) IS DISTINCT FROM (OLD.state, OLD.response_id, OLD.version_id)
    ) EXECUTE FUNCTION refuse_change();
CREATE TRIGGER submitted_assignment_is_kept BEFORE DELETE ON questionnaires_assignment
    FOR EACH ROW WHEN (OLD.state = 'submitted') EXECUTE FUNCTION refuse_change();
CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON questionnaires_score
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
"""
BACKWARDS = """
DROP TRIGGER frozen ON questionnaires_score;
DROP TRIGGER submitted_assignment_is_kept ON questionnaires_assignment;
DROP TRIGGER submitted_stays_submitted ON questionnaires_assignment;
DROP TRIGGER submitted_is_kept ON questionnaires_response;
"""


class Migration(migrations.Migration):
    dependencies = [("questionnaires", "0002_frozen")]
    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
