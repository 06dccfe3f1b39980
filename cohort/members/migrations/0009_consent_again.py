"""Links to one's choices, texts that ask again, and what was read aloud; what stands says by which text."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import cohort.common.clock

FORWARDS = """
CREATE OR REPLACE VIEW members_consent WITH (security_invoker = true) AS
    SELECT DISTINCT ON (participant_id, scope) id, participant_id, scope, granted, decided_at, text_id
    FROM members_consentdecision
    ORDER BY participant_id, scope, decided_at DESC, id DESC;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON members_consentrepeated
    FOR EACH ROW EXECUTE FUNCTION refuse_change_unless_erasing();
"""
BACKWARDS = """
DROP TRIGGER append_only ON members_consentrepeated;
DROP VIEW members_consent;
CREATE VIEW members_consent WITH (security_invoker = true) AS
    SELECT DISTINCT ON (participant_id, scope) id, participant_id, scope, granted, decided_at
    FROM members_consentdecision
    ORDER BY participant_id, scope, decided_at DESC, id DESC;
"""


class Migration(migrations.Migration):

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('members', '0008_cluster_address'),
    ]

    operations = [
        migrations.RemoveConstraint(model_name='personallink', name='link_purpose_known'),
        migrations.AlterField(
            model_name='personallink',
            name='purpose',
            field=models.TextField(choices=[('start', 'Start'), ('answer', 'Answer'), ('code', 'Code'), ('own', 'Own'), ('diary', 'Diary'), ('choices', 'Choices')]),
        ),
        migrations.AddConstraint(
            model_name='personallink',
            constraint=models.CheckConstraint(condition=models.Q(('purpose__in', ('start', 'answer', 'code', 'own', 'diary', 'choices'))), name='link_purpose_known'),
        ),
        migrations.AddField(model_name='consenttext', name='later_in', field=models.JSONField(default=dict)),
        migrations.AddField(model_name='consenttext', name='concerns', field=models.JSONField(default=list)),
        migrations.AddField(model_name='consenttext', name='answer_by', field=models.DateField(null=True)),
        migrations.CreateModel(
            name='ConsentRepeated',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('repeated_at', models.DateTimeField(default=cohort.common.clock.now)),
                ('participant', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='repetitions', to='members.participant')),
                ('repeated_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('text', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='members.consenttext')),
            ],
            options={
                'indexes': [models.Index(fields=['participant', '-repeated_at'], name='consent_repeated_latest')],
            },
        ),
        migrations.RunSQL(FORWARDS, BACKWARDS),
    ]
