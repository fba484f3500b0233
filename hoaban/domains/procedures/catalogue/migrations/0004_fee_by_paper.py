from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('procedures', '0003_clock'),
    ]

    operations = [
        migrations.AlterField(
            model_name='fee',
            name='unit',
            field=models.CharField(choices=[('dossier', 'hồ sơ'), ('copy', 'bản'), ('page', 'trang'), ('person', 'người'), ('paper', 'văn bản')], max_length=12),
        ),
    ]
