"""Diaries, and days of them among the assignments."""

import cohort.common.clock
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('members', '0006_diary_link'),
        ('questionnaires', '0006_drafts'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='assignment',
            name='day',
            field=models.DateField(null=True),
        ),
        migrations.CreateModel(
            name='Diary',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('begun_at', models.DateTimeField(default=cohort.common.clock.now)),
                ('stopped_at', models.DateTimeField(null=True)),
                ('ask_again_on', models.DateField()),
                ('instrument', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='questionnaires.instrument')),
                ('participant', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='diaries', to='members.participant')),
            ],
        ),
        migrations.AddField(
            model_name='assignment',
            name='diary',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='entries', to='questionnaires.diary'),
        ),
        migrations.AddConstraint(
            model_name='assignment',
            constraint=models.UniqueConstraint(fields=('diary', 'day'), name='assignment_day_once'),
        ),
        migrations.AddConstraint(
            model_name='assignment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('day__isnull', True), ('diary__isnull', True)), models.Q(('day__isnull', False), ('diary__isnull', False), ('occasion__isnull', True)), _connector='OR'), name='assignment_day_of_diary'),
        ),
        migrations.AddConstraint(
            model_name='diary',
            constraint=models.UniqueConstraint(fields=('participant', 'instrument'), name='diary_once'),
        ),
        migrations.AddConstraint(
            model_name='diary',
            constraint=models.CheckConstraint(condition=models.Q(('stopped_at__isnull', True), ('stopped_at__gte', models.F('begun_at')), _connector='OR'), name='diary_stops_after_beginning'),
        ),
    ]
