"""Whose fault it was that a result is taken back, and what follows."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Fault(TextChoices):
    AGENCY = "agency", _("Sai sót của cơ quan")
    OTHER = "other", _("Không phải sai sót của cơ quan (khai không đúng, giấy tờ giả, căn cứ khác)")


class Follows(TextChoices):
    REISSUE = "reissue", _("Cấp lại: mở hồ sơ cấp lại kết quả, không thu phí")
    NOTHING = "nothing", _("Không cấp lại")
