"""What clinician and patient said about the same matter, as a view over their responses."""

import django.db.models.deletion
from django.db import migrations, models

# The items that have a pair are read from the versions themselves, so that nothing is listed twice. A value that is an
# object is the reason for a missing answer. The consultation's day is the one written, else the day of handing in.
FORWARDS = """
CREATE VIEW questionnaires_pair WITH (security_invoker = true) AS
    SELECT
        r.uuid::text || ':' || asked.matter AS id,
        a.participant_id,
        asked.matter,
        asked.theirs,
        r.id AS clinician_response_id,
        r.answers -> asked.matter AS clinician_value,
        near.response_id AS patient_response_id,
        near.value AS patient_value,
        near.days
    FROM (
        SELECT v.id AS version_id, item ->> 'id' AS matter, item ->> 'pair' AS theirs
        FROM questionnaires_version v,
            jsonb_path_query(v.content, '$.sections[*].pages[*].items[*] ? (exists(@.pair))') AS item
    ) asked
    JOIN questionnaires_assignment a
        ON a.version_id = asked.version_id AND a.respondent = 'clinician' AND a.state = 'submitted'
    JOIN questionnaires_response r ON r.id = a.response_id
    CROSS JOIN LATERAL (
        SELECT CASE
            WHEN jsonb_typeof(r.answers -> 'g_date') = 'string' THEN (r.answers ->> 'g_date')::date
            ELSE (r.submitted_at AT TIME ZONE 'Europe/Copenhagen')::date
        END AS day
    ) consultation
    JOIN LATERAL (
        SELECT
            theirs.id AS response_id,
            theirs.answers -> asked.theirs AS value,
            (theirs.submitted_at AT TIME ZONE 'Europe/Copenhagen')::date - consultation.day AS days
        FROM questionnaires_assignment b JOIN questionnaires_response theirs ON theirs.id = b.response_id
        WHERE b.participant_id = a.participant_id AND b.respondent = 'participant' AND b.state = 'submitted'
            AND jsonb_typeof(theirs.answers -> asked.theirs) <> 'object'
            AND abs((theirs.submitted_at AT TIME ZONE 'Europe/Copenhagen')::date - consultation.day) <= 28
        ORDER BY abs((theirs.submitted_at AT TIME ZONE 'Europe/Copenhagen')::date - consultation.day),
            theirs.submitted_at, theirs.id
        LIMIT 1
    ) near ON true
    WHERE jsonb_typeof(r.answers -> asked.matter) <> 'object';
"""


class Migration(migrations.Migration):

    dependencies = [
        ('members', '0006_diary_link'),
        ('questionnaires', '0007_diary'),
    ]

    operations = [
        migrations.CreateModel(
            name='Pair',
            fields=[
                ('id', models.TextField(primary_key=True, serialize=False)),
                ('matter', models.TextField()),
                ('theirs', models.TextField()),
                ('clinician_value', models.JSONField()),
                ('patient_value', models.JSONField()),
                ('days', models.IntegerField()),
                ('clinician_response', models.ForeignKey(on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='questionnaires.response')),
                ('participant', models.ForeignKey(on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='members.participant')),
                ('patient_response', models.ForeignKey(on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='questionnaires.response')),
            ],
            options={
                'db_table': 'questionnaires_pair',
                'managed': False,
            },
        ),
        migrations.RunSQL(FORWARDS, "DROP VIEW questionnaires_pair"),
    ]
