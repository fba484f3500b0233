"""What a process remembers of rows and content, and forgets when they were loaded anew."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Generic, TypeVar

from hoaban.core.kept import stamps

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


@dataclass(frozen=True)
class _Read(Generic[Value]):
    """What was read, and the stamp that stood before."""

    stamp: str
    value: Value


class Kept(Generic[Value]):
    """A value read once per process and again after the content of its stamp was loaded anew.

    Before any content was loaded nothing is kept.
    """

    def __init__(self, name: str, read: Callable[[], Value]) -> None:
        self._name, self._read = name, read
        self._kept: _Read[Value] | None = None

    def get(self) -> Value:
        kept = self._kept
        stamp = stamps.current(self._name, kept.stamp if kept else None)
        if kept is None or not stamp or kept.stamp != stamp:
            kept = self._kept = _Read(stamp, self._read())
        return kept.value

    def forget(self) -> None:
        self._kept = None


class KeptByKey(Generic[Key, Value]):
    """Values by key, each read once per process; all are forgotten when their stamp changes.

    Before any content was loaded nothing is kept.
    """

    def __init__(self, name: str, read: Callable[[Key], Value]) -> None:
        self._read = read
        self._values: Kept[dict[Key, Value]] = Kept(name, dict)

    def get(self, key: Key) -> Value:
        values = self._values.get()
        if key not in values:
            values[key] = self._read(key)
        return values[key]

    def forget(self) -> None:
        self._values.forget()
