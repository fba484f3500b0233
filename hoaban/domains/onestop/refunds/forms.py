"""Asks to whom a fee is paid back, how and why."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from hoaban.domains.onestop.dossiers.enums import PaidBy
from hoaban.domains.onestop.dossiers.forms import area
from hoaban.engines.forms.inputs import TextInput
from hoaban.engines.forms.named import NameInput
from hoaban.engines.forms.written import WholeInput

WAYS = [(way.value, way.label) for way in (PaidBy.CASH, PaidBy.TRANSFER)]


class RefundForm(forms.Form):
    """The amount and whoever filed stand there already."""

    amount = WholeInput(
        label=_("Số tiền hoàn trả (đồng)"),
        min_value=0,
        error_messages={"required": _("Cần ghi số tiền.")},
    )
    receiver = NameInput(
        label=_("Người nhận tiền"),
        max_length=120,
        error_messages={"required": _("Cần ghi họ và tên người nhận tiền.")},
    )
    identity_number = TextInput(label=_("Số giấy tờ của người nhận"), max_length=32, required=False)
    paid_by = forms.ChoiceField(
        label=_("Hình thức hoàn trả"), choices=WAYS, widget=forms.RadioSelect
    )
    account = TextInput(
        label=_("Tài khoản nhận, ngân hàng"),
        help_text=_("Chỉ ghi khi chuyển khoản."),
        max_length=120,
        required=False,
    )
    reason = area(_("Lý do"), _("In trên phiếu hoàn trả."))

    def __init__(self, data: QueryDict | None = None, *, initial: dict[str, Any]) -> None:
        """`initial`: what is owed and to whom. Any: values of fields"""
        super().__init__(data, initial=initial)
