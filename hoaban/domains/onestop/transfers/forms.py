"""Asks what was done with money that fitted nothing."""

from django import forms
from django.utils.translation import gettext_lazy as _

from hoaban.domains.onestop.dossiers.forms import area


class AllotForm(forms.Form):
    """Whose fee a payment is."""

    code = forms.CharField(
        label=_("Mã hồ sơ"),
        max_length=80,
        error_messages={"required": _("Cần ghi mã hồ sơ.")},
    )
    payment = forms.IntegerField(widget=forms.HiddenInput)


class ReopenForm(forms.Form):
    """Why it is not settled."""

    reason = area(_("Lý do"))
    payment = forms.IntegerField(widget=forms.HiddenInput)


class SettleForm(forms.Form):
    """What the counter did with it."""

    note = area(_("Đã xử lý thế nào"), _("Ví dụ: đã trả lại người chuyển ngày nào, số lệnh nào."))
    payment = forms.IntegerField(widget=forms.HiddenInput)
