from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("dossiers", "0004_money_proposed"),
    ]

    operations = [
        migrations.AddField(
            model_name="dossier",
            name="fee_paid_back",
            field=models.PositiveBigIntegerField(default=0),
        ),
    ]
