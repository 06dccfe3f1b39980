from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('exports', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='release',
            name='attempts',
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddIndex(
            model_name='release',
            index=models.Index(condition=models.Q(('state__in', ('waiting', 'building'))), fields=['requested_at'], name='release_unfinished'),
        ),
    ]
