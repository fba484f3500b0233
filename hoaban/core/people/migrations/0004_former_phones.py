from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0003_delegation_kinds")]

    operations = [
        migrations.AddField(
            model_name="person",
            name="former_phones",
            field=models.JSONField(blank=True, default=list),
        ),
    ]
