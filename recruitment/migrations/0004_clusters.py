
import cohort.common.clock
import cohort.common.fields
import cohort.common.tokens
import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('members', '0008_cluster_address'),
        ('recruitment', '0003_workload'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='SignUpDay',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=8)),
                ('day', models.DateField()),
                ('opened', models.PositiveIntegerField(default=0)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('code', 'day'), name='sign_up_day_once')],
            },
        ),
        migrations.CreateModel(
            name='SignUpLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.TextField(verbose_name='name')),
                ('sender_name', models.TextField(verbose_name='colleague who invites')),
                ('code', models.CharField(default=cohort.common.tokens.new_code, max_length=8, unique=True)),
                ('created_at', models.DateTimeField(default=cohort.common.clock.now)),
                ('ended_at', models.DateTimeField(null=True)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('name', ''), _negated=True), models.Q(('sender_name', ''), _negated=True)), name='sign_up_link_named')],
            },
        ),
        migrations.CreateModel(
            name='ClusterContact',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.TextField(choices=[('pack', 'Information sent'), ('mail', 'Written to'), ('call', 'Called'), ('meeting', 'Met')], verbose_name='how')),
                ('outcome', models.TextField(blank=True, choices=[('', 'No answer so far'), ('not_reached', 'Not reached'), ('later', 'Asked to come back later'), ('interested', 'Will tell its practices'), ('talk', 'Wants a talk'), ('declined', 'Said no')], verbose_name='what came of it')),
                ('language', models.CharField(choices=[('da', 'Danish'), ('en', 'English')], default='da', max_length=2)),
                ('note', models.TextField(blank=True, verbose_name='note')),
                ('at', models.DateTimeField(default=cohort.common.clock.now)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('cluster', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='contacts', to='members.cluster')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ('pack', 'mail', 'call', 'meeting'))), name='cluster_contact_kind_known'), models.CheckConstraint(condition=models.Q(('outcome__in', ('', 'not_reached', 'later', 'interested', 'talk', 'declined'))), name='cluster_contact_outcome_known')],
            },
        ),
        migrations.CreateModel(
            name='PracticeRequest',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('code', models.CharField(max_length=8)),
                ('name', cohort.common.fields.SealedTextField(blank=True)),
                ('email', cohort.common.fields.SealedTextField(blank=True)),
                ('email_key', models.CharField(max_length=64, null=True)),
                ('tutor', cohort.common.fields.SealedTextField(blank=True)),
                ('position', models.TextField(choices=[('doctor', 'Doctor'), ('trainee', 'Doctor in training, phase 3'), ('staff', 'Practice staff')])),
                ('provider_number', models.CharField(max_length=6)),
                ('practice_name', models.TextField()),
                ('language', models.CharField(choices=[('da', 'Danish'), ('en', 'English')], max_length=2)),
                ('at', models.DateTimeField(default=cohort.common.clock.now)),
                ('state', models.TextField(choices=[('open', 'Open'), ('accepted', 'Accepted'), ('refused', 'Refused')], default='open')),
                ('reason', models.TextField(blank=True, choices=[('not_known', 'We do not know who this is'), ('no_practice', 'Not a general practice'), ('twice', 'Signed up already'), ('changed_mind', 'The person changed their mind'), ('other', 'Another reason')])),
                ('decided_at', models.DateTimeField(null=True)),
                ('cluster', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='requests', to='members.cluster')),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('region', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='members.region')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ('open', 'accepted', 'refused'))), name='practice_request_state_known'), models.CheckConstraint(condition=models.Q(('position__in', ('doctor', 'trainee', 'staff'))), name='practice_request_position_known'), models.CheckConstraint(condition=models.Q(('provider_number__regex', '^\\d{6}$')), name='practice_request_number_six_digits'), models.CheckConstraint(condition=models.Q(models.Q(('decided_at__isnull', True), ('decided_by__isnull', True), ('state', 'open')), models.Q(models.Q(('state', 'open'), _negated=True), ('decided_at__isnull', False), ('decided_by__isnull', False)), _connector='OR'), name='practice_request_decided_once'), models.CheckConstraint(condition=models.Q(('state', 'open'), models.Q(('email', ''), ('email_key__isnull', True), ('name', ''), ('tutor', '')), _connector='OR'), name='practice_request_decided_knows_nobody'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'refused'), models.Q(('reason', ''), _negated=True)), models.Q(models.Q(('state', 'refused'), _negated=True), ('reason', '')), _connector='OR'), name='practice_request_refused_with_reason'), models.CheckConstraint(condition=models.Q(('reason__in', ('', 'not_known', 'no_practice', 'twice', 'changed_mind', 'other'))), name='practice_request_reason_known'), models.UniqueConstraint(condition=models.Q(('state', 'open')), fields=('email_key', 'provider_number'), name='practice_request_open_once')],
            },
        ),
        migrations.CreateModel(
            name='Talk',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place', models.TextField(blank=True, verbose_name='place')),
                ('day', models.DateField(verbose_name='day')),
                ('speaker', models.TextField(verbose_name='speaker')),
                ('state', models.TextField(choices=[('planned', 'Planned'), ('held', 'Held'), ('cancelled', 'Cancelled')], default='planned')),
                ('listeners', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='how many listened')),
                ('note', models.TextField(blank=True, verbose_name='note')),
                ('cluster', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='talks', to='members.cluster')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ('planned', 'held', 'cancelled'))), name='talk_state_known'), models.CheckConstraint(condition=models.Q(('cluster__isnull', False), models.Q(('place', ''), _negated=True), _connector='OR'), name='talk_somewhere'), models.CheckConstraint(condition=models.Q(('state', 'held'), ('listeners__isnull', True), _connector='OR'), name='talk_heard_when_held')],
            },
        ),
    ]
