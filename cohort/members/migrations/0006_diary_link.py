"""Links to a diary."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('members', '0005_erasure_let_through'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='personallink',
            name='link_purpose_known',
        ),
        migrations.AlterField(
            model_name='personallink',
            name='purpose',
            field=models.TextField(choices=[('start', 'Start'), ('answer', 'Answer'), ('code', 'Code'), ('own', 'Own'), ('diary', 'Diary')]),
        ),
        migrations.AddConstraint(
            model_name='personallink',
            constraint=models.CheckConstraint(condition=models.Q(('purpose__in', ('start', 'answer', 'code', 'own', 'diary'))), name='link_purpose_known'),
        ),
    ]
