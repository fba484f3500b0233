"""Say of a receipt whether the bank took its money back, and keep its lines as rows."""

import django.db.models.deletion
from django.db import migrations, models

LONGEST, TOGETHER = 300, 500


def forwards(apps, schema_editor):
    Receipt = apps.get_model("money", "Receipt")
    ReceiptLine = apps.get_model("money", "ReceiptLine")
    made = []
    for receipt in Receipt.objects.select_related("paper").order_by("id").iterator():
        made += [
            ReceiptLine(
                receipt_id=receipt.pk,
                kind=line["name"][:LONGEST],
                name={"vi": line["name"]},
                quantity=line.get("times") or 1,
                amount=line["amount"],
            )
            for line in receipt.paper.facts.get("lines", ())
        ]
        if len(made) >= TOGETHER:
            ReceiptLine.objects.bulk_create(made)
            made = []
    ReceiptLine.objects.bulk_create(made)
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        schema_editor.execute("SET CONSTRAINTS ALL DEFERRED")


class Migration(migrations.Migration):

    dependencies = [
        ("money", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="receipt",
            name="was_taken_back",
            field=models.BooleanField(default=False),
        ),
        migrations.CreateModel(
            name="ReceiptLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(blank=True, max_length=80)),
                ("kind", models.CharField(max_length=300)),
                ("name", models.JSONField()),
                ("unit", models.CharField(blank=True, max_length=12)),
                ("quantity", models.PositiveIntegerField()),
                ("price", models.PositiveBigIntegerField(default=0)),
                ("amount", models.PositiveBigIntegerField()),
                ("receipt", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="lines", to="money.receipt")),
            ],
        ),
        migrations.RunPython(forwards, migrations.RunPython.noop),
    ]
