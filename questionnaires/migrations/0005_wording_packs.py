"""Wording packs; what was uploaded is ended or loses its words, and is never changed otherwise."""

import cohort.common.clock
from django.db import migrations, models


FORWARDS = """
CREATE TRIGGER only_ended BEFORE UPDATE ON questionnaires_wordingpack FOR EACH ROW WHEN (
    (
        NEW.id, NEW.instrument, NEW.version, NEW.language, NEW.translator, NEW.licence, NEW.holder, NEW.valid_from,
        NEW.valid_to, NEW.channels, NEW.rmdq_mode, NEW.rmdq_items, NEW.checksum, NEW.uploaded_by, NEW.uploaded_at
    ) IS DISTINCT FROM (
        OLD.id, OLD.instrument, OLD.version, OLD.language, OLD.translator, OLD.licence, OLD.holder, OLD.valid_from,
        OLD.valid_to, OLD.channels, OLD.rmdq_mode, OLD.rmdq_items, OLD.checksum, OLD.uploaded_by, OLD.uploaded_at
    )
    OR (OLD.ended_at IS NOT NULL AND (NEW.ended_by, NEW.ended_at) IS DISTINCT FROM (OLD.ended_by, OLD.ended_at))
    OR (NEW.content <> OLD.content AND NEW.content <> '{}'::jsonb)
) EXECUTE FUNCTION refuse_change();
CREATE TRIGGER kept BEFORE DELETE ON questionnaires_wordingpack FOR EACH ROW EXECUTE FUNCTION refuse_change();
"""
BACKWARDS = """
DROP TRIGGER kept ON questionnaires_wordingpack;
DROP TRIGGER only_ended ON questionnaires_wordingpack;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('questionnaires', '0004_erasure_let_through'),
    ]

    operations = [
        migrations.CreateModel(
            name='WordingPack',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('instrument', models.TextField()),
                ('version', models.TextField()),
                ('language', models.CharField(max_length=2)),
                ('translator', models.TextField()),
                ('licence', models.TextField()),
                ('holder', models.TextField()),
                ('valid_from', models.DateField()),
                ('valid_to', models.DateField(null=True)),
                ('channels', models.JSONField()),
                ('rmdq_mode', models.TextField(blank=True)),
                ('rmdq_items', models.PositiveSmallIntegerField(null=True)),
                ('content', models.JSONField()),
                ('checksum', models.CharField(max_length=64)),
                ('uploaded_by', models.TextField()),
                ('uploaded_at', models.DateTimeField(default=cohort.common.clock.now)),
                ('ended_by', models.TextField(blank=True)),
                ('ended_at', models.DateTimeField(null=True)),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('checksum',), name='wording_pack_once'), models.CheckConstraint(condition=models.Q(('valid_to__isnull', True), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='wording_pack_valid_to_after_from'), models.CheckConstraint(condition=models.Q(('language__in', ('da', 'en'))), name='wording_pack_language_known'), models.CheckConstraint(condition=models.Q(('channels__contained_by', ['web', 'paper', 'phone']), models.Q(('channels', []), _negated=True)), name='wording_pack_channels_known'), models.CheckConstraint(condition=models.Q(models.Q(('ended_at__isnull', True), ('ended_by', '')), models.Q(models.Q(('ended_by', ''), _negated=True), ('ended_at__isnull', False)), _connector='OR'), name='wording_pack_ended_by_and_at'), models.CheckConstraint(condition=models.Q(models.Q(('content', {}), _negated=True), ('ended_at__isnull', False), _connector='OR'), name='wording_pack_has_words_until_it_ends'), models.CheckConstraint(condition=models.Q(models.Q(('instrument', 'rmdq'), ('rmdq_items__in', (23, 24)), ('rmdq_mode__in', ('tick', 'yes_no'))), models.Q(models.Q(('instrument', 'rmdq'), _negated=True), ('rmdq_items__isnull', True), ('rmdq_mode', '')), _connector='OR'), name='wording_pack_form_of_rmdq')],
            },
        ),
        migrations.RunSQL(FORWARDS, BACKWARDS),
    ]
