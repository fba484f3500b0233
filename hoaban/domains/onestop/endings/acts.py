"""Declares the acts that end a dossier without a result."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hoaban.casework.acts.acts import Act
from hoaban.domains.onestop.dossiers.forms import ReasonForm
from hoaban.domains.onestop.endings import actions, rules

ACTS = (
    Act(
        rules.STOP,
        _("Dừng xử lý"),
        actions.stop,
        rules.check_stop,
        told=pgettext_lazy("diễn biến", "Dừng xử lý"),
        place=200,
        form=ReasonForm,
        kind="danger",
        is_told=True,
    ),
    Act(
        rules.WITHDRAW,
        _("Rút hồ sơ theo đề nghị"),
        actions.withdraw,
        rules.check_withdraw,
        told=pgettext_lazy("diễn biến", "Rút hồ sơ"),
        place=210,
        form=ReasonForm,
        kind="danger",
        is_for_outside=True,
        is_told=True,
    ),
    Act(
        rules.CLOSE,
        _("Đóng hồ sơ"),
        actions.close,
        rules.check_close,
        told=_("Đóng hồ sơ vì không bổ sung"),
        place=220,
        kind="danger",
        is_told=True,
    ),
)
