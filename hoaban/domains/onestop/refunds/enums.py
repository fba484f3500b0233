"""Why a refund was taken back, and who said how much goes back."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Cause(TextChoices):
    """Why money that was paid back is with the agency again."""

    MISTAKEN = "mistaken", _("Trả nhầm người hoặc nhầm số tiền")
    SENT_BACK = "sent_back", _("Ngân hàng trả lại tiền chuyển khoản")


class Said(TextChoices):
    """Whether a sum that goes back was proposed by the counter, or decided by who signs."""

    PROPOSED = "proposed", _("Đề nghị")
    DECIDED = "decided", _("Quyết định")
