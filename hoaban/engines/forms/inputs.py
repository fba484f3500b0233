"""One Django field for each kind of question; each gives its JSON value, or words for the wrong."""

import unicodedata
from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from hoaban.core.language import text
from hoaban.core.people import areas, names
from hoaban.core.people.models import Area
from hoaban.core.refusals import Refusal
from hoaban.engines.content import province
from hoaban.engines.forms.questions import OUTSIDE, Leaf
from hoaban.engines.typesetting import letters
from hoaban.ui import speech

DATE_FORMATS = ["%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y"]  # what systems send comes first
LONG_TEXT = 4000
TEXT = 250
MANY = 5  # choices up to here are radio buttons


def writable(text: str) -> None:
    """A validator: what is written here comes to stand on paper, so our typeface must have it."""
    lacking = letters.unshowable(text)
    if lacking:
        said = _(
            "Giấy tờ không in được: %(letters)s. Hãy bỏ đi hoặc viết bằng chữ Việt, chữ La-tinh."
        )
        raise ValidationError(said, params={"letters": " ".join(lacking[:MANY])})


class TextInput(forms.CharField):
    """Text in NFC, without control characters; lines are kept only in a long text."""

    def __init__(self, *, lines: bool = False, **options: Any) -> None:  # noqa: ANN401 — Django's own
        self.lines = lines
        super().__init__(validators=[writable], **options)

    def to_python(self, value: Any) -> str | None:  # noqa: ANN401 — what the page sent
        text = super().to_python(value) or ""
        text = unicodedata.normalize("NFC", text).replace("\r\n", "\n")
        if not self.lines:
            return names.clean(text)
        return "".join(c for c in text if c.isprintable() or c == "\n").strip()


class WholeNumber(forms.IntegerField):
    """A whole number as people write it: `1.000.000` or `1 000 000`."""

    def to_python(self, value: Any) -> int | None:  # noqa: ANN401 — what the page sent
        if isinstance(value, str):
            value = value.replace(" ", "").replace("\xa0", "").replace(".", "").replace(",", "")
        return super().to_python(value)


class Day(forms.DateField):
    """A day as `31/03/2020`; its JSON value is ISO."""

    def prepare_value(self, value: Any) -> Any:  # noqa: ANN401 — typed text or a kept ISO date
        try:
            return date.fromisoformat(str(value)).strftime("%d/%m/%Y")
        except ValueError:
            return value


class Checked(forms.CharField):
    """Text put into its one form by a rule of people's names; its words are the error."""

    def __init__(self, rule: Callable[[str], str], **options: Any) -> None:  # noqa: ANN401 — Django's own
        self.rule = rule
        super().__init__(**options)

    def clean(self, value: Any) -> str:  # noqa: ANN401 — what the page sent
        text = str(super().clean(value) or "")
        if not text:
            return ""
        try:
            return self.rule(text)
        except Refusal as refusal:
            raise ValidationError(speech.sentence(refusal)) from None


class Commune(forms.CharField):
    """A commune of the business day by code, or an address outside the province."""

    def __init__(self, *, on: date, **options: Any) -> None:  # noqa: ANN401 — Django's own
        self.on = on
        super().__init__(**options)

    def clean(self, value: Any) -> str:  # noqa: ANN401 — what the page sent
        code = str(super().clean(value) or "")
        if not code or code == OUTSIDE:
            return code
        try:
            found = areas.row(code, self.on).level == "commune"
        except areas.NoAreaThatDay:
            found = False
        if not found:
            raise ValidationError(_("Chọn một xã, phường, thị trấn trong danh sách."))
        return code


def communes(on: date) -> list[tuple[str, Any]]:
    """The communes of a day as choices, under their district where there are districts."""
    rows = areas.communes(on)
    kept: dict[str, tuple[str, str]] = {}

    def district(area: Area) -> tuple[str, str]:
        code = area.parent_code
        if code not in kept:
            parent = areas.row(code, on)
            name = parent.name if parent.level == "district" else ""
            kept[code] = names.fold(name), name
        return kept[code]

    choices: list[tuple[str, Any]] = [("", "—")]
    for (_folded, name), members in groupby(sorted(rows, key=district), key=district):
        options = [(row.code, row.name) for row in members]
        choices += [(name, options)] if name else options
    return [*choices, (OUTSIDE, province.called("outside"))]


def field_for(leaf: Leaf, *, on: date, language: str) -> forms.Field:
    """The Django field of one input, with our words for what is wrong."""
    kind = str(leaf.spec["kind"])
    options: dict[str, Any] = {  # Any: Django's own
        "label": leaf.label,
        "help_text": leaf.hint,
        "required": leaf.required,
        "error_messages": {"required": _("Chưa trả lời: «%(label)s».") % {"label": leaf.label}},
    }
    if kind == "choice":
        return _choice(leaf, options, language)
    if kind == "commune":
        made = Commune(on=on, **options)
        made.widget = forms.Select(choices=communes(on))
        return made
    return MAKERS[kind](leaf, options)


def _choice(leaf: Leaf, options: dict[str, Any], language: str) -> forms.Field:
    choices = [(one["value"], text(one, language)) for one in leaf.spec["choices"]]
    few = len(choices) <= MANY
    widget = forms.RadioSelect() if few else forms.Select()
    options["error_messages"]["invalid_choice"] = _("Chọn một trong các câu trả lời đã cho.")
    return forms.ChoiceField(
        choices=choices if few else [("", "—"), *choices], widget=widget, **options
    )


def _text(leaf: Leaf, options: dict[str, Any]) -> forms.Field:
    most = int(leaf.spec.get("max", TEXT))
    options["error_messages"]["max_length"] = _("Viết không quá %(most)s ký tự.") % {"most": most}
    return TextInput(max_length=most, **options)


def _long_text(leaf: Leaf, options: dict[str, Any]) -> forms.Field:
    most = int(leaf.spec.get("max", LONG_TEXT))
    options["error_messages"]["max_length"] = _("Viết không quá %(most)s ký tự.") % {"most": most}
    return TextInput(
        lines=True, max_length=most, widget=forms.Textarea(attrs={"rows": 4}), **options
    )


def _number(leaf: Leaf, options: dict[str, Any]) -> forms.Field:
    least, most = leaf.spec.get("min", 0), leaf.spec.get("max", 10**15)
    options["error_messages"] |= {
        "invalid": _("Ghi một số nguyên, ví dụ 12."),
        "min_value": _("Số nhỏ nhất là %(number)s.") % {"number": least},
        "max_value": _("Số lớn nhất là %(number)s.") % {"number": most},
    }
    widget = forms.TextInput(attrs={"inputmode": "numeric"})
    return WholeNumber(min_value=least, max_value=most, widget=widget, **options)


def _day(_leaf: Leaf, options: dict[str, Any]) -> forms.Field:
    options["error_messages"]["invalid"] = _("Ghi ngày/tháng/năm, ví dụ 31/03/1990.")
    widget = forms.DateInput(attrs={"inputmode": "numeric"})
    return Day(input_formats=DATE_FORMATS, widget=widget, **options)


def _checkbox(_leaf: Leaf, options: dict[str, Any]) -> forms.Field:
    return forms.BooleanField(**{**options, "required": False})


def _phone(_leaf: Leaf, options: dict[str, Any]) -> forms.Field:
    widget = forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"})
    return Checked(names.phone, max_length=24, widget=widget, **options)


def _identity(_leaf: Leaf, options: dict[str, Any]) -> forms.Field:
    widget = forms.TextInput(attrs={"inputmode": "numeric"})
    return Checked(names.identity_number, max_length=20, widget=widget, **options)


def _email(_leaf: Leaf, options: dict[str, Any]) -> forms.Field:
    options["error_messages"]["invalid"] = _("Địa chỉ thư điện tử chưa đúng, ví dụ ten@vidu.vn.")
    return forms.EmailField(max_length=120, **options)


def _file(_leaf: Leaf, options: dict[str, Any]) -> forms.Field:
    """A file goes with its paper: the answer only names the paper and keeps no bytes."""
    return forms.CharField(**{**options, "required": False}, widget=forms.HiddenInput())


MAKERS: dict[str, Callable[[Leaf, dict[str, Any]], forms.Field]] = {
    "text": _text,
    "long_text": _long_text,
    "number": _number,
    "money": _number,
    "date": _day,
    "checkbox": _checkbox,
    "phone": _phone,
    "id_number": _identity,
    "email": _email,
    "file": _file,
}


def to_json(value: object) -> object:
    """A cleaned value as JSON keeps it."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return int(value)
    return value


def is_empty(value: object) -> bool:
    """Nothing was said: no text, no number, no yes."""
    return value in (None, "", False)


def all_empty(values: Iterable[object]) -> bool:
    return all(is_empty(value) for value in values)
