"""What a citizen types to open an account, to sign in, and to set a password anew."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.forms import (
    ConfirmEmailVerificationCodeForm,
    ConfirmPasswordResetCodeForm,
    LoginForm,
    ResetPasswordForm,
    SignupForm,
    VerifyPhoneForm,
)
from allauth.account.internal.flows.password_reset_by_code import PasswordResetVerificationProcess
from allauth.core import context
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from django import forms
from django.conf import settings
from django.contrib.auth import password_validation
from django.contrib.auth.hashers import make_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.http import HttpRequest
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from hoaban.core import clock
from hoaban.core.accounts import queries as accounts
from hoaban.core.http import throttle
from hoaban.core.http.second_factor import ActivateForm, Limited
from hoaban.core.people import names, queries
from hoaban.core.people.models import Person
from hoaban.engines.forms.named import NameInput
from hoaban.faces.portal.account_fields import parsed, reachable
from hoaban.faces.portal.holders import SaysWho, of_machine


class SignUp(SignupForm):  # type: ignore[misc] # allauth is not typed
    """Full name, one telephone number or e-mail address, password: nothing else is asked."""

    full_name = NameInput(
        label=_("Họ và tên"),
        max_length=120,
        help_text=_("Viết như trên giấy tờ của bạn."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Hãy nhập họ và tên.")},
    )
    contact = forms.CharField(
        label=_("Số điện thoại hoặc thư điện tử"),
        max_length=254,
        help_text=_("Số di động hoặc thư: chúng tôi gửi một mã đến đây để xác nhận."),
        widget=forms.TextInput(attrs={"autocomplete": "tel"}),
        error_messages={"required": _("Hãy nhập số điện thoại hoặc thư điện tử.")},
    )
    field_order = ["full_name", "contact", "password1"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - allauth's own
        super().__init__(*args, **kwargs)
        for replaced in ("email", "phone"):
            del self.fields[replaced]
        password = self.fields["password1"]
        password.error_messages["required"] = _("Hãy đặt một mật khẩu.")
        password.widget.attrs.pop("placeholder", None)
        password.help_text = format_lazy(_PASSWORD, least=_least())

    def clean(self) -> dict[str, Any]:
        """A password is not the name or the number that is typed beside it."""
        given: dict[str, Any] = super().clean()
        if password := given.get("password1"):
            named = {k: given.get(k) or "" for k in ("full_name", "phone", "email")}
            try:
                get_adapter().clean_password(password, user=Person(**named))
            except ValidationError as wrong:
                self.add_error("password1", wrong)
        if not self.errors:
            _count_sign_up()
        return given

    def try_save(self, request: HttpRequest) -> Any:  # noqa: ANN401 - allauth's own
        """An account that is there already takes as long to answer as one that is opened."""
        if self.account_already_exists:
            make_password(self.cleaned_data["password1"])
        return super().try_save(request)

    def clean_contact(self) -> str:
        """Sort what was typed into `email` or `phone`; an address in use is told only there."""
        typed = str(self.cleaned_data["contact"]).strip()
        if "@" not in typed:
            phone = self.cleaned_data["phone"] = reachable(typed)
            return phone
        try:
            validate_email(typed)
        except ValidationError as wrong:
            raise ValidationError(_("Địa chỉ thư điện tử không đúng.")) from wrong
        email = get_adapter().clean_email(typed.lower())
        self.cleaned_data["email"] = self.validate_unique_email(email)
        return str(email)

    def _clean_phone(self) -> None:
        """Only a confirmed number is in use; who merely claimed one does not lock it."""
        phone = self.cleaned_data.get("phone")
        person = queries.by_phone(phone) if phone else None
        if person and person.phone_confirmed:
            self.account_already_exists = True


_PASSWORD = _(
    "Ít nhất {least} ký tự, không chỉ toàn chữ số, không phải mật khẩu nhiều người dùng, không "
    "giống tên hay số của bạn."
)


def _least() -> int:
    """How many characters a password has at least."""
    checks = password_validation.get_default_password_validators()
    return max((getattr(one, "min_length", 0) for one in checks), default=0)


def _count_sign_up() -> None:
    """Count a whole form of a machine; one with something missing costs nothing to answer."""
    machine, most = throttle.address(context.request), settings.SIGN_UPS_OF_A_MACHINE
    try:
        throttle.limit("portal.sign_up", machine, most=most, seconds=60)
    except throttle.TooManyAttempts as refusal:
        raise get_adapter().validation_error("too_many_login_attempts") from refusal


class SignIn(LoginForm):  # type: ignore[misc] # allauth is not typed
    """A telephone number in any writing, or an e-mail address."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - allauth's own
        super().__init__(*args, **kwargs)
        login = self.fields["login"]
        login.label = _("Số điện thoại hoặc thư điện tử")
        login.error_messages["required"] = _("Hãy nhập số điện thoại hoặc thư điện tử.")
        login.widget.attrs = {"autocomplete": "username"}
        self.fields["password"].error_messages["required"] = _("Hãy nhập mật khẩu.")
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)

    def user_credentials(self) -> dict[str, str]:
        login, password = self.cleaned_data["login"].strip(), self.cleaned_data["password"]
        if "@" in login:
            return {"email": login.lower(), "password": password}
        try:
            return {"phone": names.phone(login), "password": password}
        except names.PhoneUnusable:
            return {"phone": login, "password": password}


class ResetPassword(SaysWho, ResetPasswordForm):  # type: ignore[misc] # allauth is not typed
    """A telephone number or an e-mail address: the code goes where the account was confirmed, and
    to a number only where whoever asks knows whose account it is.
    """

    email = forms.CharField(
        label=_("Số điện thoại hoặc thư điện tử"),
        help_text=_("Chúng tôi gửi một mã đến đây để đặt mật khẩu mới."),
        max_length=254,
        widget=forms.TextInput(attrs={"autocomplete": "username"}),
        error_messages={"required": _("Hãy nhập số điện thoại hoặc thư điện tử.")},
    )

    users: Any  # whose address it is
    person: Person | None = None  # whose number it is

    def clean_email(self) -> str:
        typed = str(self.cleaned_data["email"]).strip().lower()
        if "@" not in typed:
            return parsed(typed)
        try:
            validate_email(typed)
        except ValidationError as wrong:
            raise ValidationError(_("Địa chỉ thư điện tử không đúng.")) from wrong
        self.cleaned_data["email"] = typed
        address = str(super().clean_email())
        found: list[Person] = list(self.users)
        self.users = [one for one in found if accounts.takes_codes(one, clock.today())]
        return address

    def clean(self) -> dict[str, Any]:
        """With a telephone number whoever asks says who the account's holder is."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        phone = str(given.get("email", ""))
        if phone and "@" not in phone:
            self.require_holder()
            limit_day("portal.reset", of_machine(phone))
            if person := self.reached(phone):
                limit_day("portal.reset", phone)
            self.person = person
        return given

    def save(self, request: HttpRequest, **kwargs: Any) -> str:  # noqa: ANN401 - allauth's own
        """Send the code, or word that there is no such account; the page is the same."""
        typed = str(self.cleaned_data["email"])
        if "@" in typed:
            return str(super().save(request, **kwargs))
        person = self.person
        state = PasswordResetVerificationProcess.initial_state(person, email=typed)
        adapter = get_adapter()
        if person:
            state["code"] = adapter.generate_password_reset_code()
            adapter.send_verification_code_sms(person, typed, state["code"])
        else:
            adapter.send_unknown_account_sms(typed)
        PasswordResetVerificationProcess(request, state=state, user=person).persist()
        return typed


def limit_day(scope: str, contact: str) -> None:
    """Few codes a day to one number or address, and few tries whose account it is: neither gets
    guessed.
    """
    most, seconds = settings.SIGN_IN_CODES_A_DAY, 24 * 3600
    try:
        throttle.limit(f"{scope}.day", contact, most=most, seconds=seconds)
    except throttle.TooManyAttempts as refusal:
        raise get_adapter().validation_error("too_many_login_attempts") from refusal


class Digits:
    """A form whose code is digits: telephones show their keypad of numbers."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - allauth's own
        super().__init__(*args, **kwargs)
        code = self.fields["code"]  # type: ignore[attr-defined] # of allauth's form beside
        code.widget.attrs.pop("placeholder", None)
        code.widget.attrs["inputmode"] = "numeric"


class ResetCode(Digits, ConfirmPasswordResetCodeForm):  # type: ignore[misc] # allauth is not typed
    """The code that was sent to set a password anew."""


class EmailCode(Digits, ConfirmEmailVerificationCodeForm):  # type: ignore[misc] # allauth is not typed
    """The code that confirms an e-mail address."""


class PhoneCode(Digits, VerifyPhoneForm):  # type: ignore[misc] # allauth is not typed
    """The code that confirms a telephone number."""


class Activation(Digits, ActivateForm):
    """The first code of an authenticator app."""


class SecondFactor(Digits, Limited, AuthenticateForm):  # type: ignore[misc] # allauth is not typed
    """The code of an authenticator app or a recovery code, at sign-in."""


class SecondFactorAgain(Digits, Limited, ReauthenticateForm):  # type: ignore[misc] # allauth is not typed
    """The same, before a change to the account itself."""
