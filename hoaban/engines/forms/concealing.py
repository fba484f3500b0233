"""Hides all but the last digits of identity numbers, for whoever need not compare them."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from hoaban.core.people import names
from hoaban.engines.forms.parts import PARTS
from hoaban.engines.forms.readout import NUMBER
from hoaban.engines.forms.rules import Json
from hoaban.ui import numerals


def concealed(schema: Json, answers: Json) -> dict[str, Any]:  # Any: JSON
    """The answers with all but the last digits of identity numbers hidden."""
    return {
        section["code"]: {
            field["code"]: _concealed(field, own[field["code"]])
            for field in section["fields"]
            if field["code"] in own
        }
        for section in schema["sections"]
        if (own := answers.get(section["code"]) or {})
    }


def _concealed(field: Json, value: Any) -> Any:  # noqa: ANN401 — JSON of any kind
    if field["kind"] == NUMBER:
        return value if value == names.NO_IDENTITY else numerals.masked(value)
    if field["kind"] == "person":
        return {part: _concealed(PARTS["person"][part], one) for part, one in value.items()}
    if field["kind"] == "table":
        columns = {column["code"]: column for column in field["columns"]}
        return [
            {code: _concealed(columns[code], cell) for code, cell in row.items()} for row in value
        ]
    return value


def numbers(schema: Json, answers: Json) -> Iterator[str]:
    """The identity numbers that were answered."""
    for section in schema["sections"]:
        own = answers.get(section["code"]) or {}
        for field in section["fields"]:
            if field["code"] in own:
                yield from _numbers(field, own[field["code"]])


def _numbers(field: Json, value: Any) -> Iterator[str]:  # noqa: ANN401 — JSON of any kind
    if field["kind"] == NUMBER:
        yield str(value)
    elif field["kind"] == "person":
        yield str(value.get(NUMBER) or "")
    elif field["kind"] == "table":
        for row in value:
            for column in field["columns"]:
                yield from _numbers(column, row.get(column["code"]) or {})


def hidden_in(words: str, known: Iterable[str]) -> str:
    """A text with the numbers that are known hidden where they stand in it as a word."""
    wanted = [number for number in known if number not in ("", names.NO_IDENTITY)]
    if not wanted:
        return words
    whole = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, wanted))})(?!\w)")
    return whole.sub(lambda found: numerals.masked(found[0]), words)
