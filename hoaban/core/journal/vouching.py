"""What an entry vouches for beside itself: the row of its subject as it stood then.

A model names in `vouched` the values of a row that only its actions change (`case.code` of a row
that belongs to it). Each entry about such a row carries a digest of them, and of the rows beside it
(`beside`), under the installation's secret: it tells nobody what was declared, and a row that was
changed otherwise fits no more.
"""

import hmac
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import cache
from hashlib import sha256
from operator import attrgetter
from typing import Any

from django.conf import settings
from django.db import models

from hoaban.core.journal import beside, facts

NAMED = 8  # signs of a digest that tell under which secret it was made, and as many of which shape
LONGEST = 72


def is_vouched(model: type[models.Model]) -> bool:
    """Whether entries vouch for the rows of a model."""
    return bool(getattr(model, "vouched", ()))


def digest(row: models.Model, others: beside.Rows | None = None) -> str:
    """The digest of what the row holds now, and `others` beside it, which are read where they are
    not given; empty where the model names nothing, and for a row that stands for its key alone.
    """
    if not is_vouched(type(row)) or row._state.adding:
        return ""
    named, key = _key(settings.SECRET_KEY)
    named += shape(type(row))
    stand = beside.of(type(row), [row.pk])[row.pk] if others is None else others
    held = [row._meta.label, row.pk, *_reading(type(row))(row), stand]
    whole = hmac.new(key, facts.compact(_plain(held)).encode(), sha256).hexdigest()
    return f"{named}{whole}"[:LONGEST]


def is_under_our_secret(digest: str) -> bool:
    """Whether it was made under the secret of today; one made under another says nothing now."""
    return digest.startswith(_key(settings.SECRET_KEY)[0])


def is_of_our_shape(model: type[models.Model], digest: str) -> bool:
    """Whether it covers what a digest of today covers; one of an earlier version says nothing of
    what it left out.
    """
    return digest[NAMED : 2 * NAMED] == shape(model)


@cache
def shape(model: type[models.Model]) -> str:
    """A few signs for what a digest covers: the columns of a model and those beside it."""
    others = [
        [other._meta.label, key, *columns] for other, key, columns in beside.models_beside(model)
    ]
    covered = [model._meta.label, *getattr(model, "vouched", ()), others]
    return sha256(facts.compact(covered).encode()).hexdigest()[:NAMED]


@cache
def _key(secret: str) -> tuple[str, bytes]:
    key = hmac.digest(secret.encode(), b"rows that the journal vouches for", "sha256")
    return sha256(b"which" + key).hexdigest()[:NAMED], key


@cache
def _reading(model: type[models.Model]) -> Callable[[models.Model], tuple[Any, ...]]:
    names: tuple[str, ...] = getattr(model, "vouched", ())
    read = attrgetter(*names)
    return read if len(names) > 1 else lambda row: (read(row),)


def _plain(value: Any) -> Any:  # noqa: ANN401 - values of columns, and JSON of them
    """A value as both databases give it back: moments in UTC, choices and lazy texts as text."""
    if isinstance(value, Mapping):
        return {str(name): _plain(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    if isinstance(value, datetime):
        return facts.moment(value)
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value if value is None or isinstance(value, bool | int | float) else str(value)
