"""Answers in words: for the page that shows them, and by path for a printed paper."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from hoaban.core import days
from hoaban.core.language import text
from hoaban.core.people import names
from hoaban.engines.forms.parts import PARTS
from hoaban.engines.forms.rules import Json
from hoaban.ui import numerals

_FIGURES = re.compile(r"-?\d+(\.\d+)?", re.ASCII)
_SWAPPED = str.maketrans(",.", ".,")
NUMBER = "id_number"  # the kind of question, and the part of a person


def display(
    schema: Json, answers: Json, language: str = "vi"
) -> list[tuple[str, list[tuple[str, str]]]]:
    """What was answered, in words: `[(section title, [(label, value), ...]), ...]`."""
    read: list[tuple[str, list[tuple[str, str]]]] = []
    for section in schema["sections"]:
        own = answers.get(section["code"]) or {}
        rows = [
            (named(field, part, language), words)
            for field in section["fields"]
            if field["code"] in own
            for part, words in read_out(field, own[field["code"]], language)
        ]
        if rows:
            read.append((text(section["title"], language), rows))
    return read


def is_number(field: Json, part: str) -> bool:
    """Whether a question, or this part of it, asks for an identity number."""
    return field["kind"] == NUMBER or (field["kind"] == "person" and part == NUMBER)


def said(schema: Json, answers: Json, language: str = "vi") -> dict[str, Any]:
    """What was answered, in words, by path: what a printed paper puts where its form wants it.

    `section.question` or `section.question.part` to text; a table to a list of rows by column.
    """
    read: dict[str, Any] = {}  # Any: JSON, text or rows of text
    for section in schema["sections"]:
        own = answers.get(section["code"]) or {}
        for field in section["fields"]:
            if field["code"] in own:
                path = f"{section['code']}.{field['code']}"
                read |= _said(path, field, own[field["code"]], language)
    return read


def _said(
    path: str,
    field: Json,
    value: Any,  # noqa: ANN401 — JSON of any kind
    language: str,
) -> dict[str, Any]:
    if field["kind"] == "person":
        known = PARTS["person"]
        return {
            f"{path}.{part}": read_value(known[part], value[part], language)
            for part in field["parts"]
            if value.get(part)
        }
    if field["kind"] == "address":
        return {path: str(value.get("text") or value.get("detail", ""))}
    if field["kind"] == "table":
        columns = field["columns"]
        return {
            path: [
                {c["code"]: _cell(c, row.get(c["code"]), language) for c in columns}
                for row in value
            ]
        }
    return {path: read_value(field, value, language)}


def _cell(column: Json, value: object, language: str) -> str:
    return "" if value in (None, "") else read_value(column, value, language)


def named(field: Json, part: str, language: str | None = None) -> str:
    """What a question, or a part of it as `read_out` names it, is called; the page's language."""
    label = text(field["label"], language)
    if field["kind"] == "person" and part != "full_name" and part in PARTS["person"]:
        return f"{label}: {text(PARTS['person'][part], language)}"
    return f"{label} {part}" if field["kind"] == "table" and part else label


def read_out(
    field: Json,
    value: Any,  # noqa: ANN401 — JSON of any kind
    language: str,
) -> Iterator[tuple[str, str]]:
    """The parts of an answer in words: of a person by their code, of a table by the row's number.

    Any other question has one part without a name.
    """
    if field["kind"] == "person":
        known = PARTS["person"]
        for part in field["parts"]:
            if value.get(part):
                yield part, read_value(known[part], value[part], language)
    elif field["kind"] == "address":
        yield "", str(value.get("text") or value.get("detail", ""))
    elif field["kind"] == "table":
        for number, row in enumerate(value, 1):
            cells = (
                read_value(column, row[column["code"]], language)
                for column in field["columns"]
                if row.get(column["code"]) not in (None, "")
            )
            yield str(number), "; ".join(cells)
    else:
        yield "", read_value(field, value, language)


def read_value(spec: Json, value: object, language: str) -> str:
    """One value as people read it."""
    kind = spec["kind"]
    if kind in _WORDS:
        return _WORDS[kind](value, language)
    for choice in spec.get("choices", ()):
        if choice["value"] == value:
            return text(choice, language)
    return str(value)


def _number(value: object, language: str) -> str:
    """`1.250,5`, in English `1,250.5`; what is no number as it is."""
    if not _FIGURES.fullmatch(written := str(value)):
        return written
    whole, dot, behind = written.partition(".")
    grouped = f"{int(whole):,}{dot}{behind}"
    return grouped if language == "en" else grouped.translate(_SWAPPED)


def _money(value: object, language: str) -> str:
    amount = _number(int(str(value)), language)
    return f"VND {amount}" if language == "en" else f"{amount} đồng"


def _checkbox(value: object, language: str) -> str:
    return ("Có" if value else "Không") if language == "vi" else ("Yes" if value else "No")


def day(value: object, language: str) -> str:
    """A kept day as it is read and as it stands in its box: of what has not ended in words."""
    if value != days.NOW:
        return days.shown(value)
    return "nay" if language == "vi" else "now"


def identity(value: object, language: str) -> str:
    """An identity number as it is read and as it stands in its box: that there is none in words."""
    if value != names.NO_IDENTITY:
        return str(value)
    return "không có" if language == "vi" else "none"


_WORDS: Mapping[str, Callable[[object, str], str]] = {
    "date": day,
    "number": _number,
    "money": _money,
    "checkbox": _checkbox,
    "phone": lambda value, _language: numerals.phone(value),
    NUMBER: identity,
}
