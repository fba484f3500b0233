"""Let a dossier have several refunds, of which one is in force, and say how much goes back.

A refund was its dossier's own row; its key cannot be exchanged in place on both databases, so the
rows move into a table of their own kind.
"""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

WAYS = [
    ("cash", "Tiền mặt"),
    ("transfer", "Chuyển khoản"),
    ("platform", "Nền tảng thanh toán trực tuyến"),
]
CAUSES = [
    ("mistaken", "Trả nhầm người hoặc nhầm số tiền"),
    ("sent_back", "Ngân hàng trả lại tiền chuyển khoản"),
]
KEPT = ("dossier_id", "paper_id", "agency_id", "amount", "paid_by", "receiver", "reason", "paid_at", "paid_by_post_id")
PROTECT = django.db.models.deletion.PROTECT


def _move(apps, schema_editor, source, target):
    there = apps.get_model("refunds", target)
    rows = apps.get_model("refunds", source).objects.order_by("paid_at", "paper_id")
    for row in rows.iterator():
        there.objects.create(**{name: getattr(row, name) for name in KEPT})
    if schema_editor.connection.vendor == "postgresql":  # what is checked later holds up the table
        schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        schema_editor.execute("SET CONSTRAINTS ALL DEFERRED")


def forwards(apps, schema_editor):
    _move(apps, schema_editor, "Refund", "PaidBack")


def backwards(apps, schema_editor):
    _move(apps, schema_editor, "PaidBack", "Refund")


class Migration(migrations.Migration):

    dependencies = [
        ("dossiers", "0004_money_proposed"),
        ("papers", "0001_initial"),
        ("people", "0002_delegation_in_writing"),
        ("refunds", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="PaidBack",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("amount", models.PositiveBigIntegerField()),
                ("paid_by", models.CharField(choices=WAYS, max_length=8)),
                ("receiver", models.JSONField()),
                ("reason", models.TextField()),
                ("paid_at", models.DateTimeField()),
                ("taken_back_at", models.DateTimeField(null=True)),
                ("came_back_by", models.CharField(blank=True, choices=WAYS, max_length=8)),
                ("cause", models.CharField(blank=True, choices=CAUSES, max_length=12)),
                ("agency", models.ForeignKey(db_index=False, on_delete=PROTECT, related_name="+", to="people.agency")),
                ("dossier", models.ForeignKey(on_delete=PROTECT, related_name="+", to="dossiers.dossier")),
                ("paid_by_post", models.ForeignKey(null=True, on_delete=PROTECT, related_name="+", to="people.post")),
                ("paper", models.OneToOneField(on_delete=PROTECT, related_name="+", to="papers.paper")),
                ("taken_back_by", models.ForeignKey(null=True, on_delete=PROTECT, related_name="+", to="people.post")),
            ],
        ),
        migrations.RunPython(forwards, backwards),
        migrations.DeleteModel("Refund"),
        migrations.RenameModel("PaidBack", "Refund"),
        migrations.AddIndex(
            "refund", models.Index(fields=["agency", "paid_at"], name="refunds_paid_on_a_day")
        ),
        migrations.AddIndex(
            "refund",
            models.Index(
                condition=Q(taken_back_at__isnull=False),
                fields=["agency", "taken_back_at"],
                name="refunds_taken_back_on_a_day",
            ),
        ),
        migrations.AddConstraint(
            "refund",
            models.UniqueConstraint(
                condition=Q(taken_back_at__isnull=True),
                fields=("dossier",),
                name="a_dossier_has_one_refund_in_force",
            ),
        ),
        migrations.CreateModel(
            name="Share",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("said", models.CharField(choices=[("proposed", "Đề nghị"), ("decided", "Quyết định")], max_length=8)),
                ("amount", models.PositiveBigIntegerField()),
                ("ground", models.TextField()),
                ("at", models.DateTimeField()),
                ("dossier", models.ForeignKey(on_delete=PROTECT, related_name="+", to="dossiers.dossier")),
                ("post", models.ForeignKey(null=True, on_delete=PROTECT, related_name="+", to="people.post")),
            ],
        ),
    ]
