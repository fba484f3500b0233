"""Asks whose request it is and who brings it."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.choices import BaseChoiceIterator
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from hoaban.core.http import answers
from hoaban.core.kept.memory import KeptByKey
from hoaban.core.people import names
from hoaban.core.people.areas import NoAreaThatDay
from hoaban.core.refusals import Refusal
from hoaban.engines.forms import named
from hoaban.engines.forms.addresses import written
from hoaban.engines.forms.inputs import NUMBERED, MailInput, Read, TextInput, by_district
from hoaban.engines.forms.judged import JudgedForm
from hoaban.engines.forms.named import NameInput
from hoaban.engines.law import lookup as law

# Stands beside every box for a number by which somebody is told something.
LANDLINE = _("Số máy bàn không nhận được tin nhắn.")


class Communes(BaseChoiceIterator):
    """The communes of a day by district as choices, read only when drawn or compared."""

    def __init__(self, on: date) -> None:
        self.on = on

    def __iter__(self) -> Iterator[tuple[str, Any]]:  # Any: a name, or the choices of a group
        yield "", str(_("Ngoài tỉnh hoặc chưa rõ"))
        yield from by_district(self.on)


class OwnerForm(JudgedForm):
    """Whose dossier it is: the block that is copied into it."""

    none_kept_as = ""  # what is kept of somebody who says that they have no identity number

    full_name = NameInput(
        asks=False,  # of an organisation nobody is
        label=_("Họ và tên người đứng tên hồ sơ"),
        max_length=120,
        error_messages={"required": _("Cần ghi họ và tên.")},
    )
    kind = forms.ChoiceField(
        label=_("Là"),
        choices=[("person", _("Cá nhân")), ("organisation", _("Tổ chức"))],
        initial="person",
    )
    identity_number = forms.CharField(
        label=_("Số căn cước, chứng minh nhân dân, hộ chiếu hoặc mã số tổ chức"),
        max_length=NUMBERED,
        required=False,
    )
    phone = forms.CharField(
        label=_("Số điện thoại"),
        help_text=format_lazy("{} {}", _("Để báo tin và tra cứu hồ sơ."), LANDLINE),
        max_length=NUMBERED,
        error_messages={"required": _("Cần ghi số điện thoại.")},
    )
    email = MailInput(
        label=_("Thư điện tử"),
        required=False,
        error_messages={"invalid": _("Thư điện tử không đúng, ví dụ ten@vidu.vn.")},
    )
    area_code = forms.ChoiceField(required=False)  # named as the units of the day are
    address = TextInput(label=_("Số nhà, đường, bản, tổ dân phố"), max_length=240, required=False)
    wants_post = forms.BooleanField(label=_("Nhận kết quả qua bưu chính"), required=False)

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        initial: dict[str, Any] | None = None,  # Any: kept values
        on: date,
    ) -> None:
        super().__init__(data, initial=initial)
        self.on = on
        self.fields["area_code"].choices = Communes(on)  # type: ignore[attr-defined]
        units = law.term("units.commune", on)
        self.fields["area_code"].label = units[:1].upper() + units[1:]

    def clean_full_name(self) -> str:
        if self._kind() != "person":
            return str(self.cleaned_data["full_name"])
        named.ask(self._typed("full_name"))
        return self._refused_as_error(names.of_person, "full_name")

    def clean_phone(self) -> str:
        """Whoever has none says so in words, where it may be left out."""
        is_needed = self.fields["phone"].required
        return self._refused_as_error(names.phone if is_needed else names.phone_if_any, "phone")

    def clean_identity_number(self) -> str:
        given: str = self.cleaned_data["identity_number"]
        if given and self._kind() == "person":
            number = self._refused_as_error(names.identity, "identity_number")
            return self.none_kept_as if number == names.NO_IDENTITY else number
        return names.clean(given)

    def _kind(self) -> str:
        return str(self.data.get("kind", "person"))

    def _refused_as_error(self, rule: Callable[[str], str], name: str) -> str:
        try:
            return rule(self.cleaned_data[name])
        except Refusal as refusal:
            raise forms.ValidationError(answers.sentence(refusal)) from refusal

    def block(self) -> dict[str, Any]:  # Any: JSON
        """The owner's block as the dossier keeps it."""
        taken = ("full_name", "kind", "identity_number", "phone", "email", "area_code", "address")
        return whole({name: self.cleaned_data[name] for name in taken}, self.on)


def whole(block: Mapping[str, Any], on: date) -> dict[str, Any]:  # Any: JSON
    """The block of a person as a dossier keeps it, with the address as people write it.

    A commune that no longer is on that day is left out, and an identity number that is said to be
    none is empty.
    """
    detail = str(block.get("address") or "")
    try:
        address = written(str(block.get("area_code") or ""), detail, on)
    except NoAreaThatDay:
        address = detail
    lacking = block.get("identity_number") == names.NO_IDENTITY
    return {**block, "address_text": address} | ({"identity_number": ""} if lacking else {})


class CounterOwnerForm(OwnerForm):
    """The same at the counter, where somebody without a telephone stands too."""

    phone = forms.CharField(
        label=_("Số điện thoại"),
        help_text=format_lazy(
            "{} {}", _("Để báo tin và tra cứu hồ sơ; không có thì để trống."), LANDLINE
        ),
        max_length=NUMBERED,
        required=False,
    )

    def need_identity(self) -> None:
        """The declaration asks for the number: say so here, where it is typed once for both."""
        field = self.fields["identity_number"]
        field.required = True
        field.help_text = _("Chưa có giấy tờ nào thì ghi: không có.")
        field.error_messages["required"] = _("Cần ghi số giấy tờ; chưa có thì ghi: không có.")


def _read_fields(on: date) -> dict[str, forms.Field]:
    return CounterOwnerForm(on=on).fields  # another system files for whoever has no telephone too


_fields_of = KeptByKey("people", _read_fields)  # the communes of a day are among its choices


class SentOwnerForm(CounterOwnerForm):
    """The same as another system sends it: never drawn, so its fields are made once a day."""

    def __init__(self, data: Mapping[str, Any], *, on: date) -> None:  # Any: JSON
        forms.Form.__init__(self, data)
        self.on, self.fields = on, _fields_of.get(on)


SentOwnerForm.base_fields = {}  # nothing to copy for each request


class SubmitterForm(forms.Form):
    """Whoever stands at the counter for the owner; left empty where it is the owner."""

    full_name = NameInput(
        of_person=True, label=_("Họ và tên người nộp thay"), max_length=120, required=False
    )
    identity_number = Read(
        names.identity_if_any,
        label=_("Số căn cước, chứng minh nhân dân, hộ chiếu"),
        max_length=NUMBERED,
        required=False,
    )
    phone = Read(
        names.phone_if_any,
        label=_("Số điện thoại"),
        help_text=LANDLINE,
        max_length=NUMBERED,
        required=False,
    )

    def is_typed(self) -> bool:
        """Whether anything stands in it, so that the page shows it open."""
        return any(self[name].value() for name in self.fields)

    def clean(self) -> dict[str, Any]:  # Any: cleaned values
        cleaned = super().clean() or {}
        if any(cleaned.values()) and not cleaned.get("full_name"):
            self.add_error(None, _("Người nộp thay: cần họ và tên."))
        return cleaned

    def block(self) -> dict[str, Any]:  # Any: JSON
        """The submitter's block as the dossier keeps it; empty where the owner came."""
        if not self.cleaned_data.get("full_name"):
            return {}
        return {"kind": "person"} | self.cleaned_data
