"""Sign-in by a code, sent to what the account has confirmed: no wait, whoever errs elsewhere.

It opens no more than the password that is set anew by such a code; a second factor is asked for
after it as after a password.
"""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.forms import ConfirmLoginCodeForm, RequestLoginCodeForm
from allauth.account.models import EmailAddress
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from hoaban.core import clock
from hoaban.core.accounts import queries as accounts
from hoaban.core.http import throttle
from hoaban.core.people.models import Person
from hoaban.faces.portal.account_fields import parsed
from hoaban.faces.portal.account_forms import Digits, limit_day
from hoaban.faces.portal.holders import SaysWho, of_machine


class RequestCode(SaysWho, RequestLoginCodeForm):  # type: ignore[misc] # allauth is not typed
    """A telephone number or an e-mail address; the page is the same whether anybody has it."""

    contact = forms.CharField(
        label=_("Số điện thoại hoặc thư điện tử"),
        help_text=_("Số hoặc thư mà tài khoản đã xác nhận. Mã dùng được trong ba phút."),
        max_length=254,
        widget=forms.TextInput(attrs={"autocomplete": "username"}),
        error_messages={"required": _("Hãy nhập số điện thoại hoặc thư điện tử.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - allauth's own
        super().__init__(*args, **kwargs)
        for replaced in ("email", "phone"):
            del self.fields[replaced]
        self.order_fields(["contact", "holder", "digits"])

    def clean(self) -> dict[str, Any]:
        """Sort what was typed; a code goes only where a person has confirmed it, and not often."""
        self._user = None
        typed = str(self.cleaned_data.get("contact", "")).strip().lower()
        phone = ""
        if typed and "@" in typed:
            validate_email(typed)
            self.cleaned_data["email"], found = typed, _by_email(typed)
            self._user = found if found and accounts.takes_codes(found, clock.today()) else None
        elif typed:
            phone = self.cleaned_data["phone"] = parsed(typed)
            self.require_holder()
            self._user = self.reached(phone)  # else word goes out that no code does
            _limit(of_machine(phone))
        if self._user or (typed and not phone):
            _limit(phone or typed)
        return dict(self.cleaned_data)


def _by_email(address: str) -> Person | None:
    known = EmailAddress.objects.filter(email__iexact=address, verified=True, user__is_active=True)
    found = known.select_related("user").first()
    return found.user if found else None


def _limit(contact: str) -> None:
    """Few codes in a while, and few a day: each may be guessed at three times."""
    window = settings.SIGN_IN_WINDOW
    scope, most = "portal.sign_in_code", settings.CODES_TO_A_NUMBER
    try:
        throttle.limit(scope, contact, most=most, seconds=window)
    except throttle.TooManyAttempts as refusal:
        wrong: ValidationError = get_adapter().validation_error("too_many_login_attempts")
        raise wrong from refusal
    limit_day(scope, contact)


class SignInCode(Digits, ConfirmLoginCodeForm):  # type: ignore[misc] # allauth is not typed
    """The code that signs in."""
