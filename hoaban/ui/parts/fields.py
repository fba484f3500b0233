"""Django's bound fields in our clothes: label, hint, error, widget, each tied to the others."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import count
from typing import Any

from django.forms import (
    BaseForm,
    CheckboxInput,
    CheckboxSelectMultiple,
    DateInput,
    FileInput,
    RadioSelect,
    TimeInput,
    Widget,
)
from django.forms.boundfield import BoundField
from django.forms.formsets import BaseFormSet
from django.template import Library
from django.utils.translation import gettext

register = Library()
SHORT = (DateInput, TimeInput)
_numbers = count(1)


def _kind(widget: Widget) -> str:
    if isinstance(widget, RadioSelect | CheckboxSelectMultiple):
        return "choices"
    if isinstance(widget, CheckboxInput):
        return "check"
    if isinstance(widget, FileInput):
        return "file"
    return "group" if widget.use_fieldset else "plain"


def target(bound: BoundField) -> str:
    """The id an error links to: the widget, or the first of its choices."""
    return bound.id_for_label or f"{bound.auto_id}_0"


def _choices(bound: BoundField, hints: Mapping[str, str]) -> list[dict[str, Any]]:
    return [
        {
            "tag": choice.tag(),
            "id": choice.id_for_label,
            "label": choice.choice_label,
            "hint": hints.get(str(choice.data["value"]), ""),
        }
        for choice in bound.subwidgets
    ]


@register.inclusion_tag("components/field.html")
def field(
    bound: BoundField,
    *,
    label: object = "",
    hint: object = "",
    short: bool = False,
    optional: bool = True,
    choice_hints: Mapping[str, str] | None = None,
    **attributes: str | bool,
) -> dict[str, Any]:
    """One field of a form; other keywords (autocomplete, inputmode, …) go to the widget.

    What a form names in `needed_sometimes` is not called optional: its hint says when it is needed.
    """
    widget = bound.field.widget
    kind = _kind(widget)
    asked = bound.field.required or bound.name in getattr(bound.form, "needed_sometimes", ())
    told = hint or bound.help_text
    if not told and isinstance(widget, DateInput):
        told = gettext("Ngày/tháng/năm, ví dụ 31/03/2020")
    ids = {"hint": f"{bound.auto_id}_hint", "error": f"{bound.auto_id}_error"}
    is_short = short or isinstance(widget, SHORT)
    classes = ["field", "field--short" if is_short else "", "filepick" if kind == "file" else ""]
    described = " ".join([ids["hint"]] * bool(told) + [ids["error"]] * bool(bound.errors))
    attrs: dict[str, str | bool] = {
        name.replace("_", "-"): value for name, value in attributes.items() if value
    }
    if isinstance(widget, DateInput):
        attrs.setdefault("inputmode", "numeric")
    if described and kind not in ("choices", "group"):
        attrs["aria-describedby"] = described
    return {
        "bound": bound,
        "kind": kind,
        "label": label or bound.label,
        "hint": told,
        "ids": ids,
        "described": described,
        "classes": " ".join(name for name in classes if name),
        "optional": optional and not asked and kind != "check",
        "choices": _choices(bound, choice_hints or {}) if kind == "choices" else [],
        "widget": "" if kind == "choices" else bound.as_widget(attrs=attrs),
    }


@register.inclusion_tag("components/form_fields.html")
def form_fields(form: BaseForm) -> dict[str, Any]:
    """Every field of a form in its order, hidden ones first."""
    return {"form": form}


@register.inclusion_tag("components/file_picker.html")
def file_picker(
    name: str,
    *,
    label: object = "",
    hint: object = "",
    accept: str = "",
    multiple: bool = False,
    error: object = "",
) -> dict[str, Any]:
    """A place for files outside a Django form."""
    notes = [f"id_{name}_hint"] * bool(hint) + [f"id_{name}_error"] * bool(error)
    return {
        "name": name,
        "label": label or gettext("Chọn tệp"),
        "hint": hint,
        "accept": accept,
        "multiple": multiple,
        "error": error,
        "described": " ".join(notes),
    }


def _named(bound: BoundField, message: str) -> str:
    """The sentence, after the field's label where it doesn't say itself which field it means."""
    label = str(bound.label or "")
    if isinstance(bound.field.widget, CheckboxInput) or label.lower() in message.lower():
        return message
    return f"{label}: {message}"


def _form_errors(form: BaseForm) -> Iterator[dict[str, str]]:
    part = str(getattr(getattr(form, "section", None), "title", ""))
    for name, messages in form.errors.items():
        for message in map(str, messages):
            if name in form.fields:
                bound = form[name]
                yield {"text": _named(bound, message), "field": target(bound), "part": part}
            else:
                yield {"text": message, "field": "", "part": part}


def _errors(source: object) -> Iterator[dict[str, str]]:
    if isinstance(source, BaseFormSet):
        yield from ({"text": str(text), "field": ""} for text in source.non_form_errors())
        for form in source.forms:
            yield from _form_errors(form)
    elif isinstance(source, BaseForm):
        yield from _form_errors(source)
    elif isinstance(source, Mapping):
        yield {"text": str(source.get("text", "")), "field": str(source.get("field", ""))}
    elif isinstance(source, Iterable) and not isinstance(source, str):
        for one in source:
            yield from _errors(one)
    elif source:
        yield {"text": str(source), "field": ""}


@register.inclusion_tag("components/error_summary.html")
def error_summary(*sources: object) -> dict[str, Any]:
    """What must be put right, each line a link to its field; nothing when all is right.

    What is told of several parts of a page alike begins with the title of its part.
    """
    found = [error for source in sources for error in _errors(source)]
    told = Counter(error["text"] for error in found)
    for error in found:
        if told[error["text"]] > 1 and error.get("part"):
            error["text"] = f"{error['part']}: {error['text']}"
    return {"errors": found, "title_id": f"errors-{next(_numbers)}"}
