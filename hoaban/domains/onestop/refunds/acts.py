"""Declares the acts about fees that go back."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hoaban.casework.acts.acts import Act
from hoaban.domains.onestop.dossiers.enums import PaidBy
from hoaban.domains.onestop.dossiers.forms import ReasonForm
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.refunds import actions, queries, rules
from hoaban.domains.onestop.refunds.forms import RefundForm


def _owed(dossier: Dossier) -> dict[str, object]:
    filer = dossier.filer
    return {
        "initial": {
            "amount": queries.amount(dossier),
            "receiver": filer.get("full_name", ""),
            "identity_number": filer.get("identity_number", ""),
            "paid_by": PaidBy.CASH.value,
            "reason": dossier.end_reason,
        }
    }


ACTS = (
    Act(
        rules.REFUND_FEE,
        _("Hoàn trả phí, lệ phí"),
        actions.refund_fee,
        rules.check_refund_fee,
        told=pgettext_lazy("diễn biến", "Hoàn trả phí, lệ phí"),
        place=61,
        form=RefundForm,
        given=_owed,
        key="p",
        is_told=True,
    ),
    Act(
        rules.KEEP_FEE,
        _("Không hoàn trả phí, lệ phí"),
        actions.keep_fee,
        rules.check_keep_fee,
        told=pgettext_lazy("diễn biến", "Không hoàn trả phí, lệ phí"),
        place=62,
        form=ReasonForm,
        kind="danger",
        is_told=True,
    ),
)
