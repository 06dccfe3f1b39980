"""Drafts of instruments, reasons for their warnings, and what the board says; a sign-off never changes."""

import cohort.common.clock
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


FROZEN = """
CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON questionnaires_signoff
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
"""
FREE = "DROP TRIGGER frozen ON questionnaires_signoff;"


class Migration(migrations.Migration):

    dependencies = [
        ('questionnaires', '0005_wording_packs'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Draft',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField()),
                ('number', models.PositiveSmallIntegerField()),
                ('text', models.TextField()),
                ('checksum', models.CharField(max_length=64)),
                ('uploaded_at', models.DateTimeField(default=cohort.common.clock.now)),
                ('state', models.TextField(choices=[('draft', 'Draft'), ('published', 'Published'), ('set_aside', 'Set Aside')], default='draft')),
                ('uploaded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('version', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='draft', to='questionnaires.version')),
            ],
        ),
        migrations.CreateModel(
            name='Reason',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('mark', models.CharField(max_length=64)),
                ('finding', models.TextField()),
                ('text', models.TextField()),
                ('written_at', models.DateTimeField(default=cohort.common.clock.now)),
                ('draft', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reasons', to='questionnaires.draft')),
                ('written_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='SignOff',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('checksum', models.CharField(max_length=64)),
                ('role', models.TextField(choices=[('patient', 'Patient'), ('gp', 'Gp'), ('physiotherapist', 'Physiotherapist'), ('chiropractor', 'Chiropractor'), ('researcher', 'Researcher'), ('practice_consultant', 'Practice Consultant')])),
                ('decision', models.TextField(choices=[('yes', 'Yes'), ('remarks', 'Remarks'), ('not_yet', 'Not Yet')])),
                ('remark', models.TextField(blank=True)),
                ('signed_at', models.DateTimeField(default=cohort.common.clock.now)),
                ('link', models.CharField(blank=True, max_length=32)),
                ('draft', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sign_offs', to='questionnaires.draft')),
                ('recorded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.AddConstraint(
            model_name='draft',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'draft')), fields=('slug', 'number'), name='draft_open_once'),
        ),
        migrations.AddConstraint(
            model_name='draft',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ('draft', 'published', 'set_aside'))), name='draft_state_known'),
        ),
        migrations.AddConstraint(
            model_name='draft',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'published'), ('version__isnull', False)), models.Q(models.Q(('state', 'published'), _negated=True), ('version__isnull', True)), _connector='OR'), name='draft_published_has_version'),
        ),
        migrations.AddConstraint(
            model_name='draft',
            constraint=models.CheckConstraint(condition=models.Q(('number__gte', 1)), name='draft_number_from_one'),
        ),
        migrations.AddConstraint(
            model_name='draft',
            constraint=models.CheckConstraint(condition=models.Q(('checksum__regex', '^[0-9a-f]{64}$')), name='draft_checksum_whole'),
        ),
        migrations.AddConstraint(
            model_name='reason',
            constraint=models.UniqueConstraint(fields=('draft', 'mark'), name='reason_once'),
        ),
        migrations.AddConstraint(
            model_name='reason',
            constraint=models.CheckConstraint(condition=models.Q(('text__regex', '\\S.{13,}\\S')), name='reason_says_why'),
        ),
        migrations.AddConstraint(
            model_name='signoff',
            constraint=models.CheckConstraint(condition=models.Q(('role__in', ('patient', 'gp', 'physiotherapist', 'chiropractor', 'researcher', 'practice_consultant'))), name='sign_off_role_known'),
        ),
        migrations.AddConstraint(
            model_name='signoff',
            constraint=models.CheckConstraint(condition=models.Q(('decision__in', ('yes', 'remarks', 'not_yet'))), name='sign_off_decision_known'),
        ),
        migrations.AddConstraint(
            model_name='signoff',
            constraint=models.CheckConstraint(condition=models.Q(('decision', 'yes'), ('remark__regex', '\\S'), _connector='OR'), name='sign_off_says_what'),
        ),
        migrations.AddConstraint(
            model_name='signoff',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('link__gt', ''), ('recorded_by__isnull', True)), models.Q(('link', ''), ('recorded_by__isnull', False)), _connector='OR'), name='sign_off_by_somebody_or_by_link'),
        ),
        migrations.AddConstraint(
            model_name='signoff',
            constraint=models.UniqueConstraint(condition=models.Q(('link', ''), _negated=True), fields=('link',), name='sign_off_link_once'),
        ),
        migrations.RunSQL(FROZEN, FREE),
    ]
