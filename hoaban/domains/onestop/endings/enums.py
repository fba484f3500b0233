"""What becomes of a fee that was paid for what ends without a result."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Refund(TextChoices):
    REFUND = "refund", _("Hoàn trả cho người nộp")
    PART = "part", _("Hoàn trả một phần, lãnh đạo duyệt số tiền")
    KEEP = "keep", _("Không hoàn trả")
