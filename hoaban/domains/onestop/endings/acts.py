"""Declares the acts that end a dossier without a result."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hoaban.casework.acts.acts import Act
from hoaban.domains.onestop.dossiers.enums import Money
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.endings import actions, queries, rules
from hoaban.domains.onestop.endings.forms import EndForm


def _paid(dossier: Dossier) -> dict[str, Any]:  # Any: what a form is made with
    return {"is_paid": dossier.money == Money.PAID}


def _not_supplied(dossier: Dossier) -> dict[str, Any]:  # Any: what a form is made with
    return _paid(dossier) | {"reason": queries.not_supplied(dossier)}


ACTS = (
    Act(
        rules.STOP,
        _("Dừng xử lý"),
        actions.stop,
        rules.check_stop,
        told=pgettext_lazy("diễn biến", "Dừng xử lý"),
        place=200,
        form=EndForm,
        given=_paid,
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
        form=EndForm,
        given=_paid,
        kind="danger",
        is_for_outside=True,
        is_told=True,
    ),
    Act(
        rules.CLOSE,
        _("Đóng hồ sơ"),
        actions.close,
        rules.check_close,
        told=_("Đóng hồ sơ vì quá hạn chờ người nộp"),
        place=220,
        form=EndForm,
        given=_not_supplied,
        kind="danger",
        is_told=True,
    ),
)
