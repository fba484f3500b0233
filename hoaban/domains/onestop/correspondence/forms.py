"""Asks for a message."""

from django import forms
from django.utils.translation import gettext_lazy as _

LONGEST = 2000  # characters


class MessageForm(forms.Form):
    text = forms.CharField(
        label=_("Nội dung"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Cần ghi nội dung tin nhắn.")},
    )
