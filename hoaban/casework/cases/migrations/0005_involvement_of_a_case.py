"""Each entry about a case reads all who took part in it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0004_ended_by_time")]

    operations = [
        migrations.AddIndex(
            model_name="involvement",
            index=models.Index(fields=["case"], name="involvement_of_a_case"),
        ),
    ]
