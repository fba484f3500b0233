"""Since when the counter is asked about a fee is kept beside the revocation."""

from typing import Any

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import QuerySet

from hoaban.core.upgrades import in_batches


def tell(apps: Apps, _schema: BaseDatabaseSchemaEditor) -> None:
    revocation = apps.get_model("revocations", "Revocation")
    entry = apps.get_model("journal", "Entry")

    def change(some: "QuerySet[Any]") -> None:
        for one in some:
            asked = entry.objects.filter(
                subject="dossiers.Dossier",
                subject_pk=one.dossier_id,
                verb="dossiers.refund_opened",
            )
            if first := asked.order_by("id").first():
                revocation.objects.filter(pk=one.pk).update(refund_opened_at=first.at)

    in_batches(revocation.objects.filter(follows="reissue"), change)


class Migration(migrations.Migration):

    atomic = False
    dependencies = [
        ("revocations", "0002_whose_fault"),
        ("journal", "0001_initial"),
    ]

    operations = [
        migrations.RunPython(tell, migrations.RunPython.noop),
    ]
