"""Asks for the amount taken."""

from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    pass


class PayForm(forms.Form):
    amount = forms.IntegerField(
        label=_("Số tiền đã thu (đồng)"),
        min_value=0,
        error_messages={"required": _("Cần ghi số tiền."), "invalid": _("Số tiền là số nguyên.")},
    )
