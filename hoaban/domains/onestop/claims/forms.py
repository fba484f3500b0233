"""Asks for the code on the receipt."""

from django import forms
from django.utils.translation import gettext_lazy as _

from hoaban.core import typed


class ClaimForm(forms.Form):
    """Which dossier."""

    code = forms.CharField(
        label=_("Mã hồ sơ"),
        help_text=_("Mã in trên giấy tiếp nhận."),
        max_length=200,
        error_messages={"required": _("Cần nhập mã hồ sơ.")},
    )

    def clean_code(self) -> str:
        return typed.code(self.cleaned_data["code"])
