"""Asks for the amount taken."""

from django import forms
from django.utils.translation import gettext_lazy as _

from hoaban.engines.forms.written import WholeInput


class PayForm(forms.Form):
    amount = WholeInput(
        label=_("Số tiền đã thu (đồng)"),
        min_value=0,
        error_messages={"required": _("Cần ghi số tiền.")},
    )
