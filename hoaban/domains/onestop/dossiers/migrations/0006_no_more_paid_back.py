from django.db import migrations, models
from django.db.models import F

from hoaban.core.upgrades import AddCheckBesideWriting


class Migration(migrations.Migration):

    atomic = False
    dependencies = [
        ("dossiers", "0005_paid_back"),
    ]

    operations = [
        AddCheckBesideWriting(
            model_name="dossier",
            constraint=models.CheckConstraint(
                condition=models.Q(fee_paid_back__lte=F("fee_amount")),
                name="no_more_of_a_fee_is_paid_back_than_it_was",
            ),
        ),
    ]
