"""What a clock does when the applicant has supplied what was asked."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class OnSupply(TextChoices):
    """What the clock does when the citizen has supplied what was asked."""

    RESTARTS = "restarts", _("Tính lại từ đầu")
    RESUMES = "resumes", _("Tính tiếp")
