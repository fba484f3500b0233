"""What a process remembers of content files, and reads again when a file was changed."""

import logging
import time
from collections.abc import Callable, Hashable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")
Stamp = tuple[tuple[str, int, int], ...]
LOOK_EVERY = 0.5  # seconds
log = logging.getLogger(__name__)


def stamp(paths: Iterable[Path]) -> Stamp:
    """Names, times and sizes of files: another stamp means that some file was written anew."""
    found = []
    for path in paths:
        with suppress(FileNotFoundError, NotADirectoryError):
            stat = path.stat()
            found.append((str(path), stat.st_mtime_ns, stat.st_size))
    return tuple(found)


class KeptFiles(Generic[Value]):
    """A value made from files, made again when `paths` names others or one was written anew.

    It is looked whether that is so twice a second at most: a page asks for the same files often.

    A file that became unreadable changes nothing: the last value stays, and the log says so.
    """

    def __init__(self, paths: Callable[[], Iterable[Path]], read: Callable[[], Value]) -> None:
        self._paths, self._read = paths, read
        self._kept: tuple[Stamp, Value] | None = None
        self._looks_at = 0.0  # when the files are looked at again

    def get(self) -> Value:
        kept, now = self._kept, time.monotonic()
        if kept and now < self._looks_at:
            return kept[1]
        current, self._looks_at = stamp(self._paths()), now + LOOK_EVERY
        if kept is None or kept[0] != current:
            kept = self._kept = current, self._value(kept)
        return kept[1]

    def _value(self, last: tuple[Stamp, Value] | None) -> Value:
        try:
            return self._read()
        except Exception:
            if last is None or not self._is_same_place(last[0]):
                raise
            log.exception("Content that cannot be read is left out; the last one stays.")
            return last[1]

    def _is_same_place(self, before: Stamp) -> bool:
        """Whether the same files were read before, so that the last value speaks of them."""
        return {str(path) for path in self._paths()} == {name for name, *_ in before}


class KeptFilesByKey(Generic[Key, Value]):
    """Values made from files by key; all are made again when one of the files was written anew."""

    def __init__(self, paths: Callable[[], Iterable[Path]], read: Callable[[Key], Value]) -> None:
        self._read = read
        self._values: KeptFiles[dict[Key, Value]] = KeptFiles(paths, dict)

    def get(self, key: Key) -> Value:
        values = self._values.get()
        if key not in values:
            values[key] = self._read(key)
        return values[key]
