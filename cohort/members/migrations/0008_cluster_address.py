
import django.db.models.deletion
import django.db.models.functions.text
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('members', '0007_recruitment'),
    ]

    operations = [
        migrations.CreateModel(
            name='ClusterAddress',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('email', models.EmailField(max_length=254, verbose_name='e-mail')),
                ('cluster', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='addresses', to='members.cluster')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('cluster', 'email'), name='cluster_address_once'), models.CheckConstraint(condition=models.Q(('email', django.db.models.functions.text.Lower('email'))), name='cluster_address_lower_case')],
            },
        ),
    ]
