from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0002_delegation_in_writing")]

    operations = [
        migrations.AddField(
            model_name="delegation",
            name="kinds",
            field=models.CharField(blank=True, max_length=120),
        ),
    ]
