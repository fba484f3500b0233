"""Asks to whom a fee is paid back, how much of it, how and why, and why it is taken back."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from hoaban.domains.onestop.dossiers.enums import PaidBy
from hoaban.domains.onestop.dossiers.forms import area
from hoaban.domains.onestop.refunds.enums import Cause
from hoaban.engines.forms.inputs import TextInput
from hoaban.engines.forms.named import NameInput
from hoaban.engines.forms.written import WholeInput

WAYS = [(way.value, way.label) for way in (PaidBy.CASH, PaidBy.TRANSFER)]


class _OfMoney(forms.Form):
    def __init__(self, data: QueryDict | None = None, *, initial: dict[str, Any]) -> None:
        """`initial`: what is known already. Any: values of fields"""
        super().__init__(data, initial=initial)


class RefundForm(_OfMoney):
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


class ShareForm(_OfMoney):
    """How much of the fee goes back; what content or the counter proposes stands there already."""

    amount = WholeInput(
        label=_("Tổng số tiền hoàn trả (đồng)"),
        help_text=_("Kể cả khoản đã hoàn trả, nếu có. Ghi 0 nếu không hoàn trả khoản nào."),
        min_value=0,
        error_messages={"required": _("Cần ghi số tiền.")},
    )
    ground = area(
        _("Căn cứ"), _("Phần việc đã làm và quy định về khoản phí; người nộp hồ sơ đọc được.")
    )


class TakeBackForm(_OfMoney):
    """Which money is with the agency again, why, and how it came."""

    paper = forms.ChoiceField(
        label=_("Phiếu hoàn trả"),
        widget=forms.RadioSelect,
        required=False,
        error_messages={"invalid_choice": _("Cần chọn một phiếu hoàn trả trong danh sách.")},
    )

    cause = forms.ChoiceField(
        label=_("Vì sao thu lại"),
        choices=Cause.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Cần chọn vì sao thu lại.")},
    )
    came_back_by = forms.ChoiceField(
        label=_("Tiền về bằng"), choices=WAYS, widget=forms.RadioSelect
    )
    reason = area(_("Lý do"), _("Ghi trên phiếu hoàn trả đã hủy; phiếu vẫn được lưu."))

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        initial: dict[str, Any],
        papers: Sequence[tuple[str, str]] = (),
    ) -> None:
        """`papers`: symbol and words of each refund in force. One is not asked for, but named: a
        page that was drawn before another person took it back takes back no other.
        """
        super().__init__(data, initial=initial)
        field = self.fields["paper"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices, field.required = list(papers), len(papers) > 1
        if len(papers) == 1:
            field.widget, field.initial = forms.HiddenInput(), papers[0][0]
