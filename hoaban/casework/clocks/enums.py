"""What a clock does when the answer that a case waited for has come."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class AfterWait(TextChoices):
    """What the clock does when the wait is over."""

    RESTARTS = "restarts", _("Tính lại từ đầu")
    RESUMES = "resumes", _("Tính tiếp")
