"""A dossier may have several refunds in force, and says itself what was paid back of its fee."""

from typing import Any

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import QuerySet

from hoaban.core.upgrades import in_batches


def tell(apps: Apps, _schema: BaseDatabaseSchemaEditor) -> None:
    refund = apps.get_model("refunds", "Refund")
    dossier = apps.get_model("dossiers", "Dossier")

    def change(some: "QuerySet[Any]") -> None:
        for one in some:  # each dossier had one in force at most
            dossier.objects.filter(pk=one.dossier_id).update(fee_paid_back=one.amount)

    in_batches(refund.objects.filter(taken_back_at=None), change)


class Migration(migrations.Migration):

    atomic = False
    dependencies = [
        ("refunds", "0002_taken_back"),
        ("dossiers", "0006_no_more_paid_back"),
    ]

    operations = [
        migrations.RunPython(tell, migrations.RunPython.noop),
        migrations.RemoveConstraint(
            model_name="refund", name="a_dossier_has_one_refund_in_force"
        ),
    ]
