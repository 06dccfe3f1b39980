
import django.db.models.deletion
import django.db.models.functions.text
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('members', '0007_recruitment'),
    ]

    operations = [
        # Positions are new: until now everybody in a practice stood as a doctor.
        migrations.RunSQL(
            "UPDATE members_membership m SET position = 'staff' FROM accounts_user u"
            " WHERE u.id = m.user_id AND u.role = 'practice_staff' AND m.position = 'doctor'",
            migrations.RunSQL.noop,
        ),
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
