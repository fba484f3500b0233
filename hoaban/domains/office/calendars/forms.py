"""What keepers type about days and hours, and the words for what is wrong."""

import re
import secrets
from datetime import date, time
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from hoaban.core import clock
from hoaban.core.calendars.enums import Certainty, Kind, Weekday
from hoaban.core.language import FIRST
from hoaban.engines.forms.writing import writable
from hoaban.engines.forms.written import DayInput

_SPAN = re.compile(r"(\d{1,2})[:h](\d{2})\s*[-–]\s*(\d{1,2})[:h](\d{2})")


class _Keyed(forms.Form):
    """A form whose second press does nothing: `key` is its transaction id."""

    key = forms.CharField(widget=forms.HiddenInput, max_length=80)
    basis = forms.CharField(
        label=_("Căn cứ"),
        help_text=_("Số, ngày của văn bản, ví dụ 12729/VPCP-KGVX ngày 25/12/2025."),
        max_length=200,
        validators=[writable],
        error_messages={"required": _("Hãy ghi căn cứ: số và ngày của văn bản.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - as Django's form
        super().__init__(*args, **kwargs)
        self.fields["key"].initial = secrets.token_hex(16)


def _countable(on: date) -> None:
    if not clock.is_countable(on):
        raise forms.ValidationError("", code="invalid")


def _day_field(label: Any, *, required: bool = True) -> DayInput:  # noqa: ANN401 - lazy text
    return DayInput(label, required=required, validators=[_countable])


# The names of a day beside the Vietnamese one: a field of the form to a language of the pages.
OTHERS = {f"name_{code}": name for code, name in settings.LANGUAGES if code != FIRST}


class DayForm(_Keyed):
    """A day off or an extra working day."""

    on = _day_field(_("Ngày"))
    kind = forms.ChoiceField(label=_("Loại ngày"), choices=Kind.choices)
    name = forms.CharField(
        label=_("Tên"),
        max_length=120,
        validators=[writable],
        error_messages={"required": _("Hãy nhập tên ngày nghỉ, ví dụ Quốc khánh.")},
    )
    code = forms.ChoiceField(label=_("Thuộc ngày lễ"), required=False)
    paired_on = _day_field(_("Ngày hoán đổi đi kèm"), required=False)
    certainty = forms.ChoiceField(label=_("Độ chắc chắn"), choices=Certainty.choices)
    field_order = ["on", "kind", "code", "name", *OTHERS, "paired_on", "certainty", "basis"]

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 - as Django's form
        occasions: list[tuple[str, str]],
        **kwargs: Any,  # noqa: ANN401 - as Django's form
    ) -> None:
        super().__init__(*args, **kwargs)
        for field, language in OTHERS.items():
            self.fields[field] = forms.CharField(
                label=_("Tên (%(language)s)") % {"language": language},
                max_length=120,
                required=False,
            )
        self.order_fields(self.field_order)
        code = self.fields["code"]
        if isinstance(code, forms.ChoiceField):
            code.choices = [("", _("Không thuộc ngày lễ theo luật")), *occasions]

    def clean(self) -> dict[str, Any]:
        """The name by language, as a day of the calendar keeps it."""
        cleaned = super().clean() or self.cleaned_data
        others = {field[-2:]: cleaned.pop(field, "") for field in OTHERS}
        spoken = {language: words for language, words in others.items() if words}
        return cleaned | {"name": {FIRST: cleaned.get("name", "")} | spoken}


class BasisForm(_Keyed):
    """Why a day leaves the calendar, or a year counts as complete."""


class HoursForm(_Keyed):
    """A week from a day on: each weekday as "07:30-11:30, 13:30-17:00", empty when closed."""

    agency = forms.ChoiceField(label=_("Cơ quan"), required=False)
    valid_from = _day_field(_("Áp dụng từ ngày"))

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 - as Django's form
        agencies: list[tuple[str, str]],
        **kwargs: Any,  # noqa: ANN401 - as Django's form
    ) -> None:
        super().__init__(*args, **kwargs)
        agency = self.fields["agency"]
        if isinstance(agency, forms.ChoiceField):
            agency.choices = [("", _("Mọi cơ quan không có giờ riêng")), *agencies]
        for weekday in Weekday:
            self.fields[f"day_{weekday.value}"] = forms.CharField(
                label=weekday.label,
                required=False,
                max_length=80,
                help_text=_("Ví dụ 07:30-11:30, 13:30-17:00; để trống nếu không làm việc."),
            )
        self.order_fields(["agency", "valid_from", *(f"day_{day.value}" for day in Weekday)])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        cleaned["week"] = week = []
        for weekday in Weekday:
            name = f"day_{weekday.value}"
            try:
                week += [(weekday.value, *span) for span in spans(cleaned.get(name, ""))]
            except ValueError:
                self.add_error(name, _("Giờ không đúng: hãy viết như 07:30-11:30, 13:30-17:00."))
        return cleaned


def spans(text: str) -> list[tuple[time, time]]:
    """Half-days out of "07:30-11:30, 13:30-17:00"; raises ValueError for anything else."""
    found = []
    for part in filter(None, (part.strip() for part in re.split("[,;]", text))):
        match = _SPAN.fullmatch(part)
        if not match:
            raise ValueError(part)
        begun, minute, until, last = (int(number) for number in match.groups())
        found.append((time(begun, minute), time(until, last)))
    return found
