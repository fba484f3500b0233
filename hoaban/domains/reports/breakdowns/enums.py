"""By what the figures of a period are broken down."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Grouping(TextChoices):
    """By what the figures are broken down."""

    LEVEL = "level", _("Theo cấp")
    AGENCY = "agency", _("Theo cơ quan")
    FIELD = "field", _("Theo lĩnh vực")
    CHANNEL = "channel", _("Theo hình thức nộp")
