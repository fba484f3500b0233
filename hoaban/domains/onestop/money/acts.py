"""Declares the acts about fees."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hoaban.casework.acts.acts import Act
from hoaban.domains.onestop.dossiers.forms import ReasonForm
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.money import actions, rules
from hoaban.domains.onestop.money.forms import PayForm, WriteOffForm


def _asked(dossier: Dossier) -> dict[str, object]:
    return {"initial": {"amount": dossier.fee_amount}}


ACTS = (
    Act(
        rules.PAY,
        _("Thu phí, lệ phí"),
        actions.pay,
        rules.check_pay,
        told=pgettext_lazy("diễn biến", "Thu phí, lệ phí"),
        place=60,
        form=PayForm,
        given=_asked,
        key="p",
        is_told=True,
    ),
    Act(
        rules.CANCEL_FEE,
        _("Hủy biên lai thu phí"),
        actions.cancel_fee,
        rules.check_cancel_fee,
        told=pgettext_lazy("diễn biến", "Hủy biên lai thu phí"),
        place=195,
        form=ReasonForm,
        kind="danger",
        is_told=True,
    ),
    Act(
        rules.TAKE_BACK_FEE,
        _("Ghi ngân hàng thu hồi khoản nộp"),
        actions.take_back_fee,
        rules.check_take_back_fee,
        told=pgettext_lazy("diễn biến", "Ngân hàng thu hồi khoản nộp phí, lệ phí"),
        place=197,
        form=ReasonForm,
        kind="danger",
        is_told=True,
    ),
    Act(
        rules.WRITE_OFF_DEBT,
        _("Xóa khoản phải nộp lại"),
        actions.write_off_debt,
        rules.check_write_off_debt,
        told=pgettext_lazy("diễn biến", "Không thu khoản phí, lệ phí phải nộp lại"),
        place=198,
        form=WriteOffForm,
        kind="danger",
        is_told=True,
    ),
)
