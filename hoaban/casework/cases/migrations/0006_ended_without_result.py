"""What ended in an agency without a result is walked by its end."""

from django.db import migrations, models
from django.db.models import Q

from hoaban.core.upgrades import AddIndexBesideWriting


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("cases", "0005_involvement_of_a_case")]

    operations = [
        AddIndexBesideWriting(
            model_name="case",
            index=models.Index(
                fields=["agency", "closed_at"],
                condition=Q(closed_at__isnull=False, done_at=None),
                name="case_by_closing",
            ),
        ),
    ]
