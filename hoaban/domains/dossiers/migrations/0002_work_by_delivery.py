from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0001_initial")]

    operations = [
        migrations.RemoveIndex(model_name="dossier", name="dossier_work_by_time"),
        migrations.AddIndex(
            model_name="dossier",
            index=models.Index(
                fields=["receiving_agency", "turn", "delivery", "act_by", "id"],
                name="dossier_work_by_time",
            ),
        ),
    ]
