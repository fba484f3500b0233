import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0002_ways_to_walk")]

    operations = [
        migrations.RemoveIndex(model_name="dossier", name="dossier_work_by_time"),
        migrations.AddIndex(
            model_name="dossier",
            index=models.Index(
                fields=["receiving_agency", "turn", "delivery", "act_by", "id"],
                name="dossier_work_by_time",
            ),
        ),
        migrations.AlterField(  # dossier_of_a_person begins with it
            model_name="dossier",
            name="owner_person",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
    ]
