"""What a person may type on the platform that stands in for a real one."""

from django import forms
from django.utils.translation import gettext_lazy as _

from hoaban.engines.forms.written import WholeInput


class AmountForm(forms.Form):
    """The sum to be paid; another one than was asked for may be tried."""

    amount = WholeInput(
        label=_("Số tiền trả (đồng)"),
        help_text=_("Có thể sửa để thử trả thiếu, trả thừa."),
        min_value=1,
        max_value=10**12 - 1,
        error_messages={"required": _("Cần ghi số tiền.")},
    )
    once = forms.CharField(max_length=40, widget=forms.HiddenInput)
