"""The second factor of a person: the code of an authenticator app, or a recovery code."""

import time
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.core import context
from allauth.mfa import app_settings
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.totp.internal import auth
from allauth.mfa.utils import decrypt, is_mfa_enabled
from django import forms
from django.conf import settings
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from hoaban.core.http import attempts, throttle
from hoaban.core.people.models import Person

USED = "second_factor.used"
_SAID = _("Mã này đã dùng rồi; hãy đợi mã kế tiếp.")


def is_set_up(person: Person) -> bool:
    """Whether the person has an authenticator app."""
    return bool(is_mfa_enabled(person))


def shown(person: Person) -> str:
    """What the app of an invented person shows in a demo, a code that was not used; else ''."""
    if not (settings.HOABAN_DEMO and person.is_synthetic):
        return ""
    found = Authenticator.objects.filter(user=person, type=Authenticator.Type.TOTP).first()
    if found is None or "secret" not in found.data:
        return ""
    secret = decrypt(found.data["secret"])
    now = int(time.time()) // app_settings.TOTP_PERIOD
    steps = range(app_settings.TOTP_TOLERANCE + 1)
    codes = (auth.format_hotp_value(auth.hotp_value(secret, now + step)) for step in steps)
    return next((code for code in codes if not _was_used(person, code)), "")


def remember(request: HttpRequest, name: str, proved: dict[str, str]) -> None:
    """Keep in the session that a code was right, at once: a second press may not wait for what the
    first one does with it.
    """
    request.session[name] = proved
    request.session.save()


def _used(person: Person, code: str) -> str:
    return f"{person.pk}:{''.join(filter(str.isalnum, code))}"


def _use(person: Person, code: str) -> bool:
    """Use up a right code: whether this is the first time."""
    return throttle.once(USED, _used(person, code), seconds=settings.SIGN_IN_WINDOW)


def _was_used(person: Person, code: str) -> bool:
    return throttle.was(USED, _used(person, code))


class Limited:
    """A form with a code of the second factor: a person has few tries in a while, then waits.

    A code is taken once, whichever process of the house is asked; one that was taken is told so and
    is no wrong try.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - allauth's own
        super().__init__(*args, **kwargs)
        if code := shown(self.user):  # type: ignore[attr-defined] # of allauth's form beside
            self.fields["code"].help_text = format_html(  # type: ignore[attr-defined] # the same
                '<span class="pretended">{} <b>{}</b>. {}</span>',
                _("Chỉ ở bản minh họa: ứng dụng xác thực của người này đang hiện mã"),
                code,
                _("Hệ thống thật không bao giờ hiện mã; mã ở điện thoại của chính người ký."),
            )

    def clean_code(self) -> str:
        person = self.user  # type: ignore[attr-defined] # of allauth's form beside
        typed = self.cleaned_data["code"]  # type: ignore[attr-defined] # of allauth's form beside
        if _was_used(person, typed):
            raise forms.ValidationError(_SAID)
        try:
            attempts.code(context.request, person)
        except throttle.TooManyAttempts as refusal:
            raise get_adapter().validation_error("too_many_login_attempts") from refusal
        code = str(super().clean_code())  # type: ignore[misc] # of allauth's form beside
        if not _use(person, code):
            raise forms.ValidationError(_SAID)
        attempts.code_was_right(context.request, person)
        return code


class ActivateForm(ActivateTOTPForm):  # type: ignore[misc] # allauth is not typed
    """The first code of an authenticator app: it is used up like every other."""

    def clean_code(self) -> str:
        code = str(super().clean_code())
        _use(self.user, code)
        return code


class CodeForm(Limited, AuthenticateForm):  # type: ignore[misc] # allauth is not typed
    """Asks whoever is signed in for a code once more, before what binds an agency."""

    code = forms.CharField(
        label=_("Mã dùng một lần"),
        help_text=_("Sáu số trong ứng dụng xác thực trên điện thoại của bạn."),
        max_length=20,
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "size": "10"}
        ),
        error_messages={"required": _("Hãy nhập mã dùng một lần.")},
    )
