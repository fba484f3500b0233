from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("revocations", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="revocation",
            name="refund_opened_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AlterField(
            model_name="revocation",
            name="fault",
            field=models.CharField(
                choices=[
                    ("agency", "Sai sót của cơ quan"),
                    ("applicant", "Lỗi của người nộp (khai không đúng, giấy tờ giả)"),
                    ("other", "Căn cứ khác, không phải sai sót của cơ quan"),
                ],
                max_length=12,
            ),
        ),
        migrations.AlterField(
            model_name="revocation",
            name="follows",
            field=models.CharField(
                choices=[
                    ("reissue", "Cấp lại: mở hồ sơ cấp lại kết quả"),
                    ("nothing", "Không cấp lại"),
                ],
                max_length=8,
            ),
        ),
    ]
