"""One Django field for each kind of question; each gives its JSON value, or words for the wrong."""

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from functools import partial
from itertools import groupby
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext as _

from hoaban.core import days, figures, typed
from hoaban.core.language import text
from hoaban.core.people import areas, names
from hoaban.core.people.models import Area
from hoaban.core.refusals import Refusal
from hoaban.engines.content import province
from hoaban.engines.forms.questions import OUTSIDE, Leaf
from hoaban.engines.typesetting import letters
from hoaban.ui import speech

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
        if not self.lines:
            return names.clean(text)
        text = typed.text(text).replace("\r\n", "\n")
        return "".join(c for c in text if c.isprintable() or c == "\n").strip()


class NameInput(TextInput):
    """The name of somebody: a letter at least."""

    def to_python(self, value: Any) -> str | None:  # noqa: ANN401 — what the page sent
        text = super().to_python(value)
        try:
            return names.name(text) if text else text
        except names.NameUnusable as refusal:
            raise ValidationError(speech.sentence(refusal)) from None


class Read(forms.CharField):
    """What was typed, read by a rule; the words of its refusal are the error.

    `shown` writes a kept value as it is typed.
    """

    def __init__(
        self,
        rule: Callable[[str], Any],
        *,
        shown: Callable[[Any], Any] = lambda value: value,
        **options: Any,  # noqa: ANN401 — Django's own
    ) -> None:
        self.rule, self.shown = rule, shown
        super().__init__(**options)

    def to_python(self, value: Any) -> Any:  # noqa: ANN401 — what the page sent
        typed = super().to_python(value)
        if not typed:
            return ""
        try:
            return self.rule(typed)
        except Refusal as refusal:
            raise ValidationError(speech.sentence(refusal)) from None

    def prepare_value(self, value: Any) -> Any:  # noqa: ANN401 — typed text or a kept value
        return self.shown(value)


def _written(value: object) -> object:
    """A kept number as it is typed, with the decimal comma of this country."""
    return str(value).replace(".", ",") if isinstance(value, float | Decimal) else value


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
    kind = NameInput if leaf.spec.get("is_name") else TextInput
    return kind(max_length=most, **options)


def _long_text(leaf: Leaf, options: dict[str, Any]) -> forms.Field:
    most = int(leaf.spec.get("max", LONG_TEXT))
    options["error_messages"]["max_length"] = _("Viết không quá %(most)s ký tự.") % {"most": most}
    return TextInput(
        lines=True, max_length=most, widget=forms.Textarea(attrs={"rows": 4}), **options
    )


def _number(leaf: Leaf, options: dict[str, Any]) -> forms.Field:
    least, most = leaf.spec.get("min", 0), leaf.spec.get("max", 10**15)
    places = int(leaf.spec.get("decimals", 0))
    widget = forms.TextInput(attrs={"inputmode": "decimal" if places else "numeric"})
    rule = partial(figures.fraction, places=places) if places else figures.whole
    made = Read(rule, shown=_written, widget=widget, **options)
    made.validators = [
        MinValueValidator(least, _("Số nhỏ nhất là %(number)s.") % {"number": least}),
        MaxValueValidator(most, _("Số lớn nhất là %(number)s.") % {"number": most}),
    ]
    return made


def _day(leaf: Leaf, options: dict[str, Any]) -> forms.Field:
    partly = bool(leaf.spec.get("partly"))
    widget = forms.DateInput(attrs={"inputmode": "numeric"})
    rule = partial(days.read, partly=partly)
    return Read(rule, shown=lambda value: value and days.shown(value), widget=widget, **options)


def _checkbox(_leaf: Leaf, options: dict[str, Any]) -> forms.Field:
    return forms.BooleanField(**{**options, "required": False})


def _phone(_leaf: Leaf, options: dict[str, Any]) -> forms.Field:
    widget = forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"})
    return Read(names.phone, max_length=32, widget=widget, **options)


def _identity(_leaf: Leaf, options: dict[str, Any]) -> forms.Field:
    widget = forms.TextInput(attrs={"autocapitalize": "characters", "spellcheck": "false"})
    return Read(names.identity, max_length=32, widget=widget, **options)


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
    return float(value) if isinstance(value, Decimal) else value


def is_empty(value: object) -> bool:
    """Nothing was said: no text, no number, no yes."""
    return value in (None, "", False)


def all_empty(values: Iterable[object]) -> bool:
    return all(is_empty(value) for value in values)
