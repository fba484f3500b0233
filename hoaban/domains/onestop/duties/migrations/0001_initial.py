import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('dossiers', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Duty',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('fee', 'Phí, lệ phí của thủ tục'), ('duty', 'Khoản do cơ quan khác thông báo')], max_length=4)),
                ('notice', models.CharField(blank=True, max_length=200)),
                ('amount', models.PositiveBigIntegerField()),
                ('payee', models.CharField(blank=True, max_length=200)),
                ('on_payment', models.CharField(choices=[('restarts', 'Tính lại từ đầu'), ('resumes', 'Tính tiếp')], max_length=8)),
                ('notified_at', models.DateTimeField()),
                ('met_at', models.DateTimeField(null=True)),
                ('evidence', models.CharField(blank=True, max_length=200)),
                ('recalled_at', models.DateTimeField(null=True)),
                ('recalled_for', models.TextField(blank=True)),
                ('dossier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='duties', to='dossiers.dossier')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('met_at__isnull', True), ('recalled_at__isnull', True)), fields=('dossier',), name='one_financial_obligation_is_open_at_a_time'), models.CheckConstraint(condition=models.Q(('met_at__isnull', True), ('recalled_at__isnull', True), _connector='OR'), name='a_financial_obligation_was_met_or_recalled')],
            },
        ),
    ]
