"""Asks for the ground on which promises move."""

import secrets

from django import forms
from django.utils.translation import gettext_lazy as _

from hoaban.engines.forms.writing import writable


class PostponementForm(forms.Form):
    """By which decision a day is off; `key` makes a second press do nothing."""

    key = forms.CharField(widget=forms.HiddenInput, max_length=80, initial=secrets.token_urlsafe)
    basis = forms.CharField(
        label=_("Căn cứ"),
        help_text=_("Số, ngày của văn bản, ví dụ 12729/VPCP-KGVX ngày 25/12/2025."),
        max_length=200,
        validators=[writable],
        error_messages={"required": _("Hãy ghi căn cứ: số và ngày của văn bản.")},
    )
