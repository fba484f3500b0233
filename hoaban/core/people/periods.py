"""Rows of a day, kept per process: what effective-dated tables have in common."""

from collections.abc import Callable
from datetime import date
from typing import Generic, Protocol, TypeVar

from django.core.cache import cache

from hoaban.core.people.models import ContentStamp

CHECK_EVERY = 5.0  # seconds until a process notices content that another process loaded


class Dated(Protocol):
    valid_from: date
    valid_to: date | None


def lives(row: Dated, on: date) -> bool:
    """Whether the half-open period `[valid_from, valid_to)` holds the day."""
    return row.valid_from <= on and (row.valid_to is None or on < row.valid_to)


Value = TypeVar("Value")


class Kept(Generic[Value]):
    """A value read once per process and again after its content was loaded anew.

    The flag in Django's cache lasts a few seconds; then the stamp of the last load is asked for.
    Before any content was loaded nothing is kept.
    """

    def __init__(self, name: str, read: Callable[[], Value]) -> None:
        self._name, self._read = name, read
        self._value: Value | None = None
        self._stamp = ""

    def get(self) -> Value:
        flag = f"people.kept.{self._name}"
        if self._value is None or cache.get(flag) != self._stamp:
            found = ContentStamp.objects.filter(name="people").values_list("stamp", flat=True)
            stamp = next(iter(found), "")
            if self._value is None or not stamp or stamp != self._stamp:
                self._value, self._stamp = self._read(), stamp
            if stamp:
                cache.set(flag, stamp, CHECK_EVERY)
        return self._value

    def forget(self) -> None:
        self._value = None
