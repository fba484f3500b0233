"""Asks what money that left was."""

from django import forms
from django.utils.translation import gettext_lazy as _

from hoaban.domains.onestop.dossiers.forms import area
from hoaban.gateways.payments.enums import SAID_BY_HAND


class TakeBackForm(forms.Form):
    """Whose payment the bank took back."""

    code = forms.CharField(
        label=_("Mã hồ sơ"),
        max_length=80,
        error_messages={"required": _("Cần ghi mã hồ sơ.")},
    )
    debit = forms.IntegerField(widget=forms.HiddenInput)


class SettleDebitForm(forms.Form):
    """What money that left was."""

    nature = forms.ChoiceField(
        label=_("Khoản này là"),
        choices=[(one.value, one.label) for one in SAID_BY_HAND],
        widget=forms.RadioSelect,
        error_messages={"required": _("Cần chọn khoản này là gì.")},
    )
    note = forms.CharField(max_length=500, required=False)
    debit = forms.IntegerField(widget=forms.HiddenInput)


class ReopenDebitForm(forms.Form):
    """Why it is not settled."""

    reason = area(_("Lý do"))
    debit = forms.IntegerField(widget=forms.HiddenInput)
