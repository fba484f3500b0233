"""What an inbox tells."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    CAME = "came", _("Mới đến")
    LATE = "late", _("Quá hạn")
    RETURNED = "returned", _("Bị trả lại")
    ANSWERED = "answered", _("Có trả lời")
