"""TOML with places: Python's own reader gives the values, a walk over the text their places."""

import re
import tomllib
from bisect import bisect_left
from collections.abc import Mapping
from typing import Any

from hoaban.engines.content.places import Place, Problem, Wrong

Path = tuple[str | int, ...]
BLANK = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
KEY = re.compile(r'\s*("(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\'|[A-Za-z0-9_-]+)\s*')
TEXT = re.compile(
    r'"""(?:[^\\]|\\.)*?"{3,5}|\'\'\'.*?\'{3,5}|"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\'', re.DOTALL
)
BARE = re.compile(r"[^,\]}#\n]+")


def places(text: str, file: str) -> Place:
    """The text of a TOML file. Refuses what is no TOML, where its reader stopped."""
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"at line (\d+), column (\d+)", str(error))
        lines = text.splitlines() or [""]
        line, column = map(int, found.groups()) if found else (len(lines), len(lines[-1]) + 1)
        raise Wrong(Problem(file, line, column, f"không phải TOML: {error}")) from None
    starts = _Walk(text).starts
    return _placed(values, (), starts, _Lines(text, file))


class _Lines:
    """From an offset to line and column."""

    def __init__(self, text: str, file: str) -> None:
        self.file = file
        self._breaks = [-1, *(found.start() for found in re.finditer("\n", text))]

    def place(self, value: Any, offset: int) -> Place:  # noqa: ANN401 - a value of TOML
        line = bisect_left(self._breaks, offset)
        return Place(value, self.file, line, offset - self._breaks[line - 1])


def _placed(value: Any, path: Path, starts: Mapping[Path, int], lines: _Lines) -> Place:  # noqa: ANN401
    inner: Any = value
    if isinstance(value, dict):
        inner = {key: _placed(each, (*path, key), starts, lines) for key, each in value.items()}
    elif isinstance(value, list):
        inner = [_placed(each, (*path, n), starts, lines) for n, each in enumerate(value)]
    known = path
    while known not in starts:
        known = known[:-1]
    return lines.place(inner, starts[known])


class _Walk:
    """Where each value of a right TOML text begins, by its path."""

    def __init__(self, text: str) -> None:
        self._text, self._at = text, 0
        self.starts: dict[Path, int] = {(): 0}
        self._counts: dict[Path, int] = {}
        table: Path = ()
        while self._blank() < len(text):
            if text[self._at] == "[":
                table = self._header()
            else:
                self._pair(table)

    def _blank(self) -> int:
        found = BLANK.match(self._text, self._at)
        self._at = found.end() if found else self._at
        return self._at

    def _take(self, pattern: re.Pattern[str]) -> str:
        found = pattern.match(self._text, self._at)
        if found is None:
            raise ValueError(f"no {pattern.pattern} at {self._at}")
        self._at = found.end()
        return found[0]

    def _key(self) -> Path:
        """A key with its dots, such as `name.vi`."""
        parts = [self._part()]
        while self._text[self._at : self._at + 1] == ".":
            self._at += 1
            parts.append(self._part())
        return tuple(parts)

    def _part(self) -> str:
        written = self._take(KEY).strip()
        return written if written[0] not in "\"'" else tomllib.loads(f"k = {written}")["k"]

    def _header(self) -> Path:
        """`[table]` or `[[table]]`: the path of what follows."""
        start, is_list = self._at, self._text.startswith("[[", self._at)
        self._at += 2 if is_list else 1
        *above, last = self._key()
        self._at += 2 if is_list else 1
        path: Path = ()
        for part in above:
            path = self._last((*path, part))
        path = (*path, last)
        if is_list:
            self._counts[path] = self._counts.get(path, -1) + 1
            self.starts.setdefault(path, start)
            path = (*path, self._counts[path])
        self.starts[path] = start
        return path

    def _last(self, path: Path) -> Path:
        """Of a list of tables the last one so far."""
        return (*path, self._counts[path]) if path in self._counts else path

    def _pair(self, table: Path) -> None:
        start = self._at
        key = self._key()
        for length in range(1, len(key)):
            self.starts.setdefault((*table, *key[:length]), start)
        self._at += 1  # the sign of equality
        while self._text[self._at] in " \t":
            self._at += 1
        self._value((*table, *key))

    def _value(self, path: Path) -> None:
        self.starts[path] = self._at
        opening = self._text[self._at]
        if opening in "[{":
            self._inside(path, is_list=opening == "[")
        elif opening in "\"'":
            self._take(TEXT)
        else:
            self._take(BARE)

    def _inside(self, path: Path, *, is_list: bool) -> None:
        self._at += 1
        number = 0
        while self._text[self._blank()] not in "]}":
            if is_list:
                self._value((*path, number))
                number += 1
            else:
                self._pair(path)
            if self._text[self._blank()] == ",":
                self._at += 1
        self._at += 1
