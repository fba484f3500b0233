"""The closed list of what a case may wait to be paid."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    """Whose money a case waits for."""

    FEE = "fee", _("Phí, lệ phí của thủ tục")
    DUTY = "duty", _("Khoản do cơ quan khác thông báo")
