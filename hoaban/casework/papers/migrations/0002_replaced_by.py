"""Say of each receipt of reception that was given again which one stands for it since."""

import django.db.models.deletion
from django.db import migrations, models

RECEIPT = "01"  # the number of the form in both circulars on the one-stop mechanism


def forwards(apps, schema_editor):
    Paper = apps.get_model("papers", "Paper")
    last = None
    given = Paper.objects.filter(form=RECEIPT).exclude(circular="own").order_by("case_id", "id")
    for paper in given.only("id", "case_id").iterator():
        if last is not None and last.case_id == paper.case_id:
            Paper.objects.filter(pk=last.pk).update(replaced_by_id=paper.pk)
        last = paper
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        schema_editor.execute("SET CONSTRAINTS ALL DEFERRED")


class Migration(migrations.Migration):

    dependencies = [
        ("papers", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="paper",
            name="replaced_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="papers.paper",
            ),
        ),
        migrations.RunPython(forwards, migrations.RunPython.noop),
    ]
