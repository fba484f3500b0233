"""Asks for the new day and the reason."""

from django import forms
from django.utils.translation import gettext_lazy as _

from hoaban.domains.onestop.dossiers.forms import ReasonForm


class ExtensionForm(ReasonForm):
    until = forms.DateField(
        label=_("Ngày hẹn mới"),
        input_formats=["%d/%m/%Y", "%Y-%m-%d"],
        widget=forms.DateInput(format="%d/%m/%Y"),
        error_messages={
            "required": _("Cần ghi ngày hẹn mới."),
            "invalid": _("Ngày không đúng; ví dụ 15/04/2020."),
        },
    )
    field_order = ["until", "reason"]
