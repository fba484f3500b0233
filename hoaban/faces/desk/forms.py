from django import forms
from django.utils.translation import gettext_lazy as _


class SignInForm(forms.Form):
    """An official's user name and password."""

    username = forms.CharField(
        label=_("Tên đăng nhập"),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
        error_messages={"required": _("Hãy nhập tên đăng nhập.")},
    )
    password = forms.CharField(
        label=_("Mật khẩu"),
        max_length=128,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": _("Hãy nhập mật khẩu.")},
    )


class ReadForm(forms.Form):
    """Up to which notice somebody has read."""

    upto = forms.IntegerField(min_value=1, max_value=2**63 - 1, widget=forms.HiddenInput)
