"""One Django field for each kind of question; each gives its JSON value, or words for the wrong."""

import re
from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Any, TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from hoaban.core import typed
from hoaban.core.kept.memory import KeptByKey
from hoaban.core.people import areas, names
from hoaban.core.people.models import Area
from hoaban.core.refusals import Refusal
from hoaban.engines.content import province
from hoaban.engines.forms import lists
from hoaban.engines.forms.lists import Listed
from hoaban.engines.forms.questions import OUTSIDE
from hoaban.engines.forms.writing import TOLD, in_latin, writable
from hoaban.ui import speech

T = TypeVar("T")
NUMBERED = 60  # letters of a telephone or identity number with what it is called beside it


class TextInput(forms.CharField):
    """Text in NFC, without control characters; lines, and other scripts, only in a long text."""

    def __init__(self, *, lines: bool = False, **options: Any) -> None:  # noqa: ANN401 — Django's own
        self.lines = lines
        super().__init__(validators=[writable] if lines else [in_latin, writable], **options)

    def to_python(self, value: Any) -> str | None:  # noqa: ANN401 — what the page sent
        text = super().to_python(value) or ""
        if not self.lines:
            return names.clean(text)
        text = typed.text(text).replace("\r\n", "\n")
        return "".join(c for c in text if c.isprintable() or c == "\n").strip()


def by_rule(rule: Callable[[str], T], text: str) -> T:
    """What a rule reads in a text; the words of its refusal are the error of the field."""
    try:
        return rule(text)
    except Refusal as refusal:
        raise ValidationError(speech.sentence(refusal)) from None


class ListInput(TextInput):
    """A name of a list, however it was typed; where the list is `open`, other words too.

    Several stand one after the other with commas, such as two nationalities.
    """

    def __init__(self, *, listed: Listed, is_open: bool, **options: Any) -> None:  # noqa: ANN401 — Django's own
        self.listed, self.is_open = listed, is_open
        super().__init__(**options)

    def to_python(self, value: Any) -> str | None:  # noqa: ANN401 — what the page sent
        text = super().to_python(value) or ""
        if entry := lists.meant(self.listed, text):
            return entry.name
        if not text or self.is_open:
            return text
        return ", ".join(self._named(part) for part in _PARTED.split(text) if part)

    def _named(self, text: str) -> str:
        if entry := lists.meant(self.listed, text):
            return entry.name
        told = {"typed": text[:TOLD], "near": lists.nearest(self.listed, text)}
        if told["near"]:
            said = _("Không có “%(typed)s” trong danh sách; có phải là “%(near)s” không?")
            raise ValidationError(said, params=told)
        raise ValidationError(_("Không có “%(typed)s” trong danh sách."), params=told)


_PARTED = re.compile(r"\s*[,;]\s*")


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
        return by_rule(self.rule, typed) if typed else ""

    def prepare_value(self, value: Any) -> Any:  # noqa: ANN401 — typed text or a kept value
        return self.shown(value)


class MailInput(forms.EmailField):
    """An address of mail, whatever was copied with it."""

    def to_python(self, value: Any) -> str | None:  # noqa: ANN401 — what the page sent
        return typed.mail(super().to_python(value) or "")


def written(value: object) -> object:
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
            raise ValidationError(_("Chọn một đơn vị cấp xã trong danh sách."))
        return code


def communes(on: date) -> list[tuple[str, Any]]:
    """The communes of a day as choices, none first, an address outside the province last."""
    return [("", "—"), *by_district(on), (OUTSIDE, province.called("outside"))]


def by_district(on: date) -> list[tuple[str, Any]]:
    """The communes of a day as choices, under their district where there are districts."""
    return _grouped.get(on)


def _by_district(on: date) -> list[tuple[str, Any]]:
    rows = areas.communes(on)
    kept: dict[str, tuple[str, str]] = {}

    def district(area: Area) -> tuple[str, str]:
        code = area.parent_code
        if code not in kept:
            parent = areas.row(code, on)
            name = parent.name if parent.level == "district" else ""
            kept[code] = names.fold(name), name
        return kept[code]

    choices: list[tuple[str, Any]] = []
    for (_folded, name), members in groupby(sorted(rows, key=district), key=district):
        options = [(row.code, row.name) for row in members]
        choices += [(name, options)] if name else options
    return choices


_grouped = KeptByKey("people", _by_district)


def to_json(value: object) -> object:
    """A cleaned value as JSON keeps it."""
    return float(value) if isinstance(value, Decimal) else value


def is_empty(value: object) -> bool:
    """Nothing was said: no text, no number, no yes."""
    return value in (None, "", False)


def all_empty(values: Iterable[object]) -> bool:
    return all(is_empty(value) for value in values)
