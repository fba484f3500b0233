"""Results that were drafted before know the case whose they are, and so do their copies."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import F, OuterRef, Subquery
from django.db.models.functions import Coalesce


def know(apps: Apps, _schema: BaseDatabaseSchemaEditor) -> None:
    document = apps.get_model("documents", "Document")
    dossier = apps.get_model("dossiers", "Dossier")
    whose = dossier.objects.filter(result=OuterRef("first")).values("case")[:1]
    known = document.objects.filter(case=None).annotate(first=Coalesce(F("copy_of"), F("pk")))
    known.update(case=Subquery(whose))


class Migration(migrations.Migration):
    dependencies = [
        ("dossiers", "0002_dossier_corrects"),
        ("documents", "0003_result_of_a_case"),
    ]

    operations = [migrations.RunPython(know, migrations.RunPython.noop)]
