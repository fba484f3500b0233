"""How far the work had come when a dossier ended."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Stage(TextChoices):
    """How far the work had come, by which content says what of a fee is kept."""

    RECEIVED = "received", _("Đã tiếp nhận, chưa giải quyết")
    IN_PROCESS = "in_process", _("Đang giải quyết")
    DRAFTED = "drafted", _("Đã dự thảo kết quả")
