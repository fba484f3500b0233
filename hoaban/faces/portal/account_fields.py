"""Fields of accounts: a Vietnamese telephone number, an address of mail."""

from typing import Any

from allauth.account.forms import AddEmailForm
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from hoaban.core import clock
from hoaban.core.people import names
from hoaban.domains.onestop.provisions import queries as provisions


class PhoneField(forms.CharField):
    """Understands `0912 345 678` and `+84 912 345 678`; gives `0912345678`. A code is sent there,
    so it must be a number that takes messages.
    """

    widget = forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"})

    def clean(self, value: str | None) -> str:
        text: str = super().clean(value)
        return reachable(text) if text else ""


def parsed(text: str) -> str:
    """The number, or a form's error with the sentence of the refusal."""
    try:
        return names.phone(text)
    except names.PhoneUnusable as refusal:
        raise ValidationError(_("Số điện thoại không đúng, ví dụ 0912 345 678.")) from refusal


def reachable(text: str) -> str:
    """A number that a code can be sent to: one of a mobile network of this day. The error says
    what to give instead.
    """
    number, on = parsed(text), clock.today()
    if not provisions.takes_messages(number, on):
        raise ValidationError(
            _("Số máy bàn không nhận được tin nhắn có mã: hãy ghi số di động hoặc thư điện tử.")
        )
    return number


class AddEmail(AddEmailForm):  # type: ignore[misc] # allauth is not typed
    """The library gives its only field no label of its own."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - allauth's own
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("Thư điện tử")
        self.fields["email"].widget.attrs.pop("placeholder", None)
