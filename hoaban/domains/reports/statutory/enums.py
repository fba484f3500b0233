"""By what the statutory table is drawn up."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class By(TextChoices):
    """What a line of the table is, within each level of agencies."""

    FIELD = "field", _("Theo lĩnh vực")
    AGENCY = "agency", _("Theo cơ quan")
