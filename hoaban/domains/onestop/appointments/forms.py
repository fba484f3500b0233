"""Asks for the new day and the reason."""

from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext_lazy as _

from hoaban.domains.onestop.dossiers.forms import ReasonForm

if TYPE_CHECKING:
    pass


class ExtensionForm(ReasonForm):
    until = forms.DateField(
        label=_("Ngày hẹn mới"),
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={
            "required": _("Cần chọn ngày hẹn mới."),
            "invalid": _("Ngày không đúng; ví dụ 15/04/2020."),
        },
    )
    field_order = ["until", "reason"]
