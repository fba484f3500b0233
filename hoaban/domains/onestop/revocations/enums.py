"""Whose fault it was that a result is taken back, and what follows."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Fault(TextChoices):
    AGENCY = "agency", _("Sai sót của cơ quan")
    APPLICANT = "applicant", _("Lỗi của người nộp (khai không đúng, giấy tờ giả)")
    OTHER = "other", _("Căn cứ khác, không phải sai sót của cơ quan")


class Follows(TextChoices):
    REISSUE = "reissue", _("Cấp lại: mở hồ sơ cấp lại kết quả")
    NOTHING = "nothing", _("Không cấp lại")
