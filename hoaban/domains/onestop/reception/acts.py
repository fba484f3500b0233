"""Declares the acts at reception."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hoaban.casework.acts.acts import Act
from hoaban.domains.onestop.reception import actions, rules
from hoaban.domains.onestop.reception.forms import RefusalForm

ACTS = (
    Act(
        rules.RECEIVE,
        pgettext_lazy("nút", "Tiếp nhận"),
        actions.receive,
        rules.check_receive,
        told=_("Tiếp nhận hồ sơ, hẹn ngày trả kết quả"),
        place=10,
        key="t",
        is_told=True,
    ),
    Act(
        rules.REFUSE,
        _("Từ chối tiếp nhận"),
        actions.refuse,
        rules.check_refuse,
        told=pgettext_lazy("diễn biến", "Từ chối tiếp nhận"),
        place=30,
        form=RefusalForm,
        kind="danger",
        is_told=True,
    ),
    Act(
        rules.TRANSFER,
        _("Chuyển xử lý"),
        actions.transfer,
        rules.check_transfer,
        told=_("Chuyển bộ phận xử lý"),
        place=50,
        key="c",
        is_told=True,
    ),
    Act(
        rules.RENEW_RECEIPT,
        _("Cấp lại giấy hẹn"),
        actions.renew_receipt,
        rules.check_renew_receipt,
        told=_("Cấp lại giấy tiếp nhận với ngày hẹn tính lại"),
        place=125,
        kind="quiet",
        is_told=True,
    ),
)
