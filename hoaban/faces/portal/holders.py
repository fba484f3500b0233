"""Who holds an account: a telephone number alone does not tell, since numbers are given to others.

Before a code goes to a number, whoever asks says what the account's holder knows: the name, and the
last digits of a paper that the account has declared.
"""

from typing import Any

from allauth.core import context
from django import forms
from django.utils.translation import gettext_lazy as _

from hoaban.core import clock
from hoaban.core.accounts import queries as accounts
from hoaban.core.http import throttle
from hoaban.core.people import names, queries
from hoaban.core.people.models import Person
from hoaban.domains.onestop.profiles import queries as profiles


class SaysWho(forms.Form):
    """Two questions beside a telephone number; who types an e-mail address leaves them empty."""

    needed_sometimes = ("holder", "digits")
    holder = forms.CharField(
        label=_("Họ và tên trên tài khoản"),
        help_text=_("Chỉ cần khi dùng số điện thoại, vì số có thể đã sang người khác."),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    digits = forms.CharField(
        label=_("Bốn số cuối của giấy tờ tùy thân"),
        help_text=_(
            "Chỉ cần khi dùng số điện thoại; bỏ trống nếu tài khoản chưa khai giấy tờ nào."
        ),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric"}),
    )

    def require_holder(self) -> None:
        """Ask for the name where a telephone number was typed."""
        if not str(self.cleaned_data.get("holder", "")).strip():
            self.add_error("holder", _("Hãy nhập họ và tên trên tài khoản."))

    def is_holder(self, person: Person) -> bool:
        """Whether what was typed is what the holder of this account knows."""
        given: dict[str, Any] = self.cleaned_data
        is_named = names.fold(str(given.get("holder", ""))) == names.fold(person.full_name)
        declared = profiles.declared_tails(person.pk)
        return is_named and (not declared or names.tail(str(given.get("digits", ""))) in declared)

    def reached(self, phone: str) -> Person | None:
        """Whom a code to a telephone number reaches: who has confirmed it, may be sent one, and
        knows whose account it is.
        """
        found = queries.by_phone(phone)
        is_able = found and found.phone_confirmed and accounts.takes_codes(found, clock.today())
        return found if found and is_able and self.is_holder(found) else None


def of_machine(phone: str) -> str:
    """What tries at a number whose account it is count for: the machine that tries, so that nobody
    who guesses keeps the holder out elsewhere.
    """
    return f"{phone} {throttle.address(context.request)}"
