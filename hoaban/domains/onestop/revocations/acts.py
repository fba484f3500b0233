"""Declares the act that takes a result back."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hoaban.casework.acts.acts import Act
from hoaban.domains.onestop.revocations import actions, rules
from hoaban.domains.onestop.revocations.forms import RevokeForm

ACTS = (
    Act(
        rules.REVOKE,
        _("Thu hồi kết quả"),
        actions.revoke,
        rules.check_revoke,
        told=pgettext_lazy("diễn biến", "Thu hồi kết quả"),
        place=205,
        form=RevokeForm,
        kind="danger",
        is_told=True,
    ),
)
