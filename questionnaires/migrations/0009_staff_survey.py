"""What doctors are asked once a year about their own work. Answered, it stays as it is."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

FORWARDS = """
CREATE TRIGGER answered_stays BEFORE UPDATE OR DELETE ON questionnaires_staffsurvey
    FOR EACH ROW WHEN (OLD.response_id IS NOT NULL) EXECUTE FUNCTION refuse_change();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('questionnaires', '0008_pairs'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='StaffSurvey',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField()),
                ('code', models.UUIDField(default=uuid.uuid4)),
                ('answered_at', models.DateTimeField(null=True)),
                ('put_off_until', models.DateField(null=True)),
                ('response', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='staff_survey', to='questionnaires.response')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('version', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='questionnaires.version')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('user', 'year'), name='staff_survey_once_a_year'), models.CheckConstraint(condition=models.Q(models.Q(('answered_at__isnull', False), ('response__isnull', False), ('version__isnull', False)), models.Q(('answered_at__isnull', True), ('put_off_until__isnull', False), ('response__isnull', True), ('version__isnull', True)), _connector='OR'), name='staff_survey_answered_or_put_off')],
            },
        ),
        migrations.RunSQL(FORWARDS, "DROP TRIGGER answered_stays ON questionnaires_staffsurvey"),
    ]
