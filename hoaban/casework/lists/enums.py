"""How work is sorted out."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Group(TextChoices):
    """The work of a post by the time left; what waits to be fetched stands apart."""

    TO_DO = "", _("Cần làm")
    LATE = "late", _("Quá hạn")
    TODAY = "today", _("Cần làm hôm nay")
    WEEK = "week", _("Còn trong tuần")
    LATER = "later", _("Tuần sau trở đi")
    READY = "ready", _("Chờ người dân nhận")
