"""Fields of accounts: a Vietnamese telephone number, an address of mail."""

from typing import Any

from allauth.account.forms import AddEmailForm
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from hoaban.core.people import names


class PhoneField(forms.CharField):
    """Understands `0912 345 678` and `+84 912 345 678`; gives `0912345678`."""

    widget = forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"})

    def clean(self, value: str | None) -> str:
        text: str = super().clean(value)
        return parsed(text) if text else ""


def parsed(text: str) -> str:
    """The number, or a form's error with the sentence of the refusal."""
    try:
        return names.phone(text)
    except names.PhoneUnusable as refusal:
        raise ValidationError(_("Số điện thoại không đúng, ví dụ 0912 345 678.")) from refusal


class AddEmail(AddEmailForm):  # type: ignore[misc] # allauth is not typed
    """The library gives its only field no label of its own."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - allauth's own
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("Thư điện tử")
