"""Published versions and submitted responses never change."""

from django.db import migrations

FORWARDS = """
CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON questionnaires_version
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER submitted_is_frozen BEFORE UPDATE ON questionnaires_response
    FOR EACH ROW WHEN (OLD.submitted_at IS NOT NULL) EXECUTE FUNCTION refuse_change();
"""
BACKWARDS = """
DROP TRIGGER submitted_is_frozen ON questionnaires_response;
DROP TRIGGER frozen ON questionnaires_version;
"""


class Migration(migrations.Migration):
    dependencies = [("questionnaires", "0001_initial"), ("audit", "0002_append_only")]
    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
