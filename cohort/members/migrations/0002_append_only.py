"""Consent texts are frozen and decisions only appended."""

from django.db import migrations

FORWARDS = """
CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON members_consenttext FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON members_consentdecision
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
"""
BACKWARDS = """
DROP TRIGGER append_only ON members_consentdecision;
DROP TRIGGER frozen ON members_consenttext;
"""


class Migration(migrations.Migration):
    dependencies = [("members", "0001_initial"), ("audit", "0002_append_only")]
    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
