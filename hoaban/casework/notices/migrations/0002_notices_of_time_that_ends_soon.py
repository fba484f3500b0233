"""Officials are told of time that ends soon, too."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("notices", "0001_initial")]

    operations = [
        migrations.AlterField(
            model_name="notice",
            name="kind",
            field=models.CharField(
                choices=[
                    ("came", "Mới đến"),
                    ("soon", "Sắp đến hạn"),
                    ("late", "Quá hạn"),
                    ("returned", "Bị trả lại"),
                    ("answered", "Có trả lời"),
                ],
                max_length=8,
            ),
        ),
    ]
