"""The Django field of each kind of question, with our words for what is wrong."""

import re
from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext as _

from hoaban.core import days, figures
from hoaban.core.language import current, text
from hoaban.core.people import names, searching
from hoaban.engines.forms import lists, readout
from hoaban.engines.forms.inputs import (
    NUMBERED,
    Commune,
    ListInput,
    MailInput,
    Read,
    TextInput,
    communes,
    written,
)
from hoaban.engines.forms.named import NameInput
from hoaban.engines.forms.questions import Leaf

LONG_TEXT = 4000
TEXT = 250
MANY = 5  # choices up to here are radio buttons


def field_for(leaf: Leaf, *, on: date, language: str) -> forms.Field:
    """The Django field of one input, with our words for what is wrong."""
    kind = str(leaf.spec["kind"])
    options: dict[str, Any] = {  # Any: Django's own
        "label": leaf.label,
        "help_text": leaf.hint,
        "required": leaf.required,
        "error_messages": {"required": _unanswered(leaf)},
    }
    if kind == "choice":
        return _choice(leaf, options, language)
    if "list" in leaf.spec:
        return _listed(leaf, options, on)
    if kind == "commune":
        made = Commune(on=on, **options)
        made.widget = forms.Select(choices=communes(on))
        return made
    return MAKERS[kind](leaf, options)


def _unanswered(leaf: Leaf) -> str:
    told = {"label": leaf.label, "whose": leaf.whose}
    if leaf.whose:
        return _("Chưa trả lời: “%(label)s” của “%(whose)s”.") % told
    return _("Chưa trả lời: “%(label)s”.") % told


def _choice(leaf: Leaf, options: dict[str, Any], language: str) -> forms.Field:
    choices = [(one["value"], text(one, language)) for one in leaf.spec["choices"]]
    few = len(choices) <= MANY
    widget = forms.RadioSelect() if few else forms.Select()
    options["error_messages"]["invalid_choice"] = _("Chọn một trong các câu trả lời đã cho.")
    return forms.ChoiceField(
        choices=choices if few else [("", "—"), *choices], widget=widget, **options
    )


def _listed(leaf: Leaf, options: dict[str, Any], on: date) -> forms.Field:
    most = int(leaf.spec.get("max", TEXT))
    options["error_messages"]["max_length"] = _("Viết không quá %(most)s ký tự.") % {"most": most}
    listed, is_open = lists.on(leaf.spec["list"], on), bool(leaf.spec.get("open"))
    return ListInput(listed=listed, is_open=is_open, max_length=most, **options)


def _text(leaf: Leaf, options: dict[str, Any]) -> forms.Field:
    most = int(leaf.spec.get("max", TEXT))
    options["error_messages"]["max_length"] = _("Viết không quá %(most)s ký tự.") % {"most": most}
    if leaf.spec.get("is_name"):
        return NameInput(of_person=True, max_length=most, **options)
    return TextInput(max_length=most, **options)


def _long_text(leaf: Leaf, options: dict[str, Any]) -> forms.Field:
    most = int(leaf.spec.get("max", LONG_TEXT))
    options["error_messages"]["max_length"] = _("Viết không quá %(most)s ký tự.") % {"most": most}
    return TextInput(
        lines=True, max_length=most, widget=forms.Textarea(attrs={"rows": 4}), **options
    )


# A number with words behind it; what a label says of its unit: in brackets at its end, or counted.
_WITH_WORDS = re.compile(r"([\d.,\s]*\d)\s*([^\W\d_][\w ]*)\.?")
_UNIT = re.compile(r"\(([^()]+)\)$|\b(?:số|number of) (\w+(?: \w+)?)", re.IGNORECASE)
_RAISED = str.maketrans("²³", "23")


def _words(text: str) -> list[str]:
    return searching.words(text.translate(_RAISED))


def _bears(label: str, typed: str) -> bool:
    """Whether these words are the unit of a question: all of the one in brackets, as fewer would
    name another amount, or what it counts, in part or in whole.
    """
    said = _words(typed)
    return any(
        said == _words(unit) if unit else set(said) <= set(_words(counted))
        for unit, counted in _UNIT.findall(label)
    )


def _has_unit(label: str) -> bool:
    return any(unit for unit, _counted in _UNIT.findall(label))


def _without_unit(
    label: str, rule: Callable[[str], Any], *, is_money: bool
) -> Callable[[str], Any]:
    """The rule for a number that may bear the unit of its question: `120,5 m²`, `12 trang`.

    Words that the question does not have stay, so that the rule refuses them; a currency, which
    rules of numbers leave out, is refused here where the question has another unit.
    """

    def read(typed: str) -> Any:  # noqa: ANN401 - what the rule gives
        found = _WITH_WORDS.fullmatch(typed.strip())
        if found and _bears(label, found[2]):
            return rule(found[1])
        if found and _has_unit(label) and not is_money:
            raise figures.NumberUnreadable
        return rule(typed)

    return read


def _number(leaf: Leaf, options: dict[str, Any]) -> forms.Field:
    least, most = leaf.spec.get("min", 0), leaf.spec.get("max", 10**15)
    places = int(leaf.spec.get("decimals", 0))
    widget = forms.TextInput(attrs={"inputmode": "decimal" if places else "numeric"})
    is_money = leaf.spec["kind"] == "money"
    plain = figures.amount if is_money else figures.whole
    rule = partial(figures.fraction, places=places) if places else plain
    read = _without_unit(leaf.label, rule, is_money=is_money)
    made = Read(read, shown=written, widget=widget, **options)
    made.validators = [
        MinValueValidator(least, _("Số nhỏ nhất là %(number)s.") % {"number": least}),
        MaxValueValidator(most, _("Số lớn nhất là %(number)s.") % {"number": most}),
    ]
    return made


def _day(leaf: Leaf, options: dict[str, Any]) -> forms.Field:
    partly, ongoing = bool(leaf.spec.get("partly")), bool(leaf.spec.get("ongoing"))
    widget = forms.DateInput(attrs={} if ongoing else {"inputmode": "numeric"})
    rule = partial(days.read, partly=partly, ongoing=ongoing)
    return Read(rule, shown=_kept_day, widget=widget, **options)


def _kept_day(value: object) -> object:
    return value and readout.day(value, current())


def _checkbox(_leaf: Leaf, options: dict[str, Any]) -> forms.Field:
    return forms.BooleanField(**{**options, "required": False})


def _phone(_leaf: Leaf, options: dict[str, Any]) -> forms.Field:
    widget = forms.TextInput(attrs={"type": "tel"})  # whose it is, the form alone knows
    return Read(names.phone_if_any, max_length=NUMBERED, widget=widget, **options)


def _identity(_leaf: Leaf, options: dict[str, Any]) -> forms.Field:
    widget = forms.TextInput(attrs={"autocapitalize": "characters", "spellcheck": "false"})
    shown = _kept_identity
    return Read(names.identity, shown=shown, max_length=NUMBERED, widget=widget, **options)


def _kept_identity(value: object) -> object:
    return value and readout.identity(value, current())


def _email(_leaf: Leaf, options: dict[str, Any]) -> forms.Field:
    options["error_messages"]["invalid"] = _("Địa chỉ thư điện tử chưa đúng, ví dụ ten@vidu.vn.")
    return MailInput(max_length=120, **options)


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
