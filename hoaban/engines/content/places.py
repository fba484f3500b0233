"""Values of a content file that know their file, line and column, so a problem can name them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import Any

# A scalar of a content file: text, number, yes or no, date, hour, or nothing.
Scalar = str | int | float | bool | date | time | None


@dataclass(frozen=True)
class Problem:
    """What is wrong and where, counted from 1."""

    file: str
    line: int
    column: int
    words: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.words}"


class Wrong(Exception):
    """Carries a problem to whoever collects them."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(str(problem))


@dataclass(frozen=True)
class Place:
    """A value of the file and where it stands."""

    value: "Mapping[str, Place] | list[Place] | Scalar"
    file: str
    line: int
    column: int

    def wrong(self, words: str) -> Wrong:
        return Wrong(Problem(self.file, self.line, self.column, words))

    def mapping(self) -> "Mapping[str, Place]":
        if not isinstance(self.value, Mapping):
            raise self.wrong("cần một nhóm khóa: giá trị")
        return self.value

    def items(self) -> "list[Place]":
        if not isinstance(self.value, list):
            raise self.wrong("cần một danh sách")
        return self.value

    def get(self, key: str) -> "Place | None":
        return self.mapping().get(key)

    def need(self, key: str) -> "Place":
        if (place := self.get(key)) is None:
            raise self.wrong(f'thiếu khóa "{key}"')
        return place

    def each(self, key: str) -> "list[Place]":
        place = self.get(key)
        return place.items() if place else []

    def as_text(self) -> str:
        if not isinstance(self.value, str) or not self.value.strip():
            raise self.wrong("cần một đoạn chữ")
        return " ".join(self.value.split())

    def text(self, key: str) -> str:
        return self.need(key).as_text()

    def text_or(self, key: str, default: str = "") -> str:
        place = self.get(key)
        return place.as_text() if place else default

    def yes(self, key: str, *, default: bool = False) -> bool:
        place = self.get(key)
        if place is None:
            return default
        if not isinstance(place.value, bool):
            raise place.wrong("cần true hoặc false")
        return place.value

    def only(self, *keys: str) -> None:
        """Refuse a key nobody reads: a typing mistake must not pass in silence."""
        for key, place in self.mapping().items():
            if key not in keys:
                raise place.wrong(f'không có khóa "{key}" ở đây (có: {", ".join(keys)})')

    def plain(self) -> Any:  # noqa: ANN401 — JSON of any depth
        """The value without its places."""
        if isinstance(self.value, Mapping):
            return {key: place.plain() for key, place in self.value.items()}
        if isinstance(self.value, list):
            return [place.plain() for place in self.value]
        return self.value.isoformat() if isinstance(self.value, date | time) else self.value
