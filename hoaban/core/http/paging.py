"""Pages of a list by the key of its last row: as fast on the last page as on the first."""

import base64
import binascii
import json
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, datetime
from decimal import Decimal
from functools import partial
from typing import Any, Generic, TypeVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q, QuerySet

from hoaban.core.refusals import NotWellFormed

Row = TypeVar("Row", bound=models.Model)
Values = list[object]
_WAYS = {"n": False, "p": True}  # is it a page before?
_LARGEST = 2**63 - 1  # whole number that a column holds


@dataclass(frozen=True)
class Page(Generic[Row]):
    """Rows in order, and opaque tokens of the pages beside; None where there is none."""

    rows: list[Row]
    next: str | None
    previous: str | None


def keyset(
    *parts: QuerySet[Row], order: tuple[str, ...], after: str | None, size: int = 50
) -> Page[Row]:
    """One page of a list. `order` names fields as in `order_by`, the last one unique, none null.

    A list may come in parts, each with an index in that order where the whole has none; a row that
    several parts have is shown once. `after` is a token of an earlier page (`next` or `previous`),
    empty for the first. A token that is none of ours refuses NotWellFormed.
    """
    backwards, values = _read(after, order, parts[0]) if after else (False, [])
    walked = _turned(order) if backwards else order
    found: list[Row] = []
    for part in parts:
        rows = part.order_by(*walked)
        if values:
            rows = rows.filter(_beyond(walked, values))
        found += rows[: size + 1]
    if len(parts) > 1:
        found = _sorted(list({row.pk: row for row in found}.values()), walked)[: size + 1]
    more, found = len(found) > size, found[:size]
    if backwards:
        found.reverse()
    has_next, has_previous = (bool(found), more) if backwards else (more, bool(values))
    return Page(
        found,
        _token("n", order, found[-1]) if has_next and found else None,
        _token("p", order, found[0]) if has_previous and found else None,
    )


def _sorted(rows: list[Row], order: tuple[str, ...]) -> list[Row]:
    """The rows of several parts as one list."""
    for name in reversed(order):
        key: Any = partial(_value, name=name)  # values of one field compare with each other
        rows = sorted(rows, key=key, reverse=name.startswith("-"))
    return rows


def _turned(order: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name[1:] if name.startswith("-") else f"-{name}" for name in order)


def _beyond(order: tuple[str, ...], values: Values) -> Q:
    """Rows after the values: `a > x or (a = x and (b > y or ...))`, and `a >= x` for the index."""
    beyond = Q()
    for name, value in reversed(list(zip(order, values, strict=True))):
        field, step = name.lstrip("-"), "lt" if name.startswith("-") else "gt"
        strictly = Q(**{f"{field}__{step}": value})
        beyond = strictly | (Q(**{field: value}) & beyond) if beyond else strictly
    first, step = order[0].lstrip("-"), "lte" if order[0].startswith("-") else "gte"
    return Q(**{f"{first}__{step}": values[0]}) & beyond


def _value(row: models.Model, name: str) -> object:
    value: object = row
    for part in name.lstrip("-").split("__"):
        value = getattr(value, part)
    return value


def _plain(value: object) -> object:
    if isinstance(value, date | datetime):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


def _token(way: str, order: tuple[str, ...], row: models.Model) -> str:
    facts = [way, *(_plain(_value(row, name)) for name in order)]
    text = json.dumps(facts, ensure_ascii=False, separators=(",", ":"))
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def _read(token: str, order: tuple[str, ...], rows: QuerySet[Row]) -> tuple[bool, Values]:
    try:
        padded = token + "=" * (-len(token) % 4)
        facts = json.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
        way, *values = facts
        pairs = zip(order, values, strict=True)
        return _WAYS[way], [_typed(rows, name.lstrip("-"), value) for name, value in pairs]
    except (
        ValueError,
        TypeError,
        KeyError,
        OverflowError,
        binascii.Error,
        ValidationError,
        RecursionError,
    ) as wrong:
        raise NotWellFormed(what="trang tiếp theo của danh sách") from wrong


def _typed(rows: QuerySet[Row], name: str, value: object) -> object:
    """The value as its field, or what the rows are annotated with, knows it and a column holds it.

    Raises what `_read` catches for a value that was never in a token of ours.
    """
    if value is None or isinstance(value, list | dict | bool):
        raise ValueError(value)
    annotated = rows.query.annotations.get(name)
    typed = (annotated.output_field if annotated else _field(rows.model, name)).to_python(value)
    if isinstance(typed, int) and abs(typed) > _LARGEST:
        raise ValueError(value)
    if isinstance(typed, date) and not MINYEAR < typed.year < MAXYEAR:  # it may move by its zone
        raise ValueError(value)
    if isinstance(typed, str) and b"\0" in typed.encode():  # half a character raises
        raise ValueError(value)
    return typed


def _field(model: type[models.Model], name: str) -> Any:  # noqa: ANN401 - of any kind
    """The field that a path leads to."""
    here: Any = model  # a model, then the fields that lead on from it
    for part in name.split("__"):
        here = (getattr(here, "related_model", None) or here)._meta.get_field(part)
    return here
