from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):

    dependencies = [
        ("dossiers", "0003_results_know_their_case"),
    ]

    operations = [
        migrations.AlterField(
            model_name="dossier",
            name="money",
            field=models.CharField(
                choices=[
                    ("none", "Không thu phí, lệ phí"),
                    ("asked", "Chưa nộp phí, lệ phí"),
                    ("paid", "Đã nộp phí, lệ phí"),
                    ("owed", "Phải hoàn trả phí, lệ phí"),
                    ("unsaid", "Chưa quyết định hoàn trả phí, lệ phí"),
                    ("proposed", "Chờ lãnh đạo duyệt số tiền hoàn trả"),
                    ("refunded", "Đã hoàn trả phí, lệ phí"),
                    ("debt", "Ngân hàng đã thu hồi khoản nộp, phải nộp lại"),
                ],
                default="none",
                max_length=8,
            ),
        ),
        migrations.RemoveIndex(model_name="dossier", name="dossier_whose_fee_may_go_back"),
        migrations.AddIndex(
            model_name="dossier",
            index=models.Index(
                condition=Q(money__in=["owed", "unsaid", "proposed"]),
                fields=["case"],
                name="dossier_whose_fee_may_go_back",
            ),
        ),
        migrations.AddIndex(
            model_name="dossier",
            index=models.Index(
                condition=Q(money="debt"), fields=["case"], name="dossier_whose_fee_is_a_debt"
            ),
        ),
    ]
