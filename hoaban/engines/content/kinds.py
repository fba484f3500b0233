"""Kinds of content: what a room declares in its `content.py` for the one command."""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from hoaban.engines.content.places import Problem
from hoaban.engines.content.shapes import Found


@dataclass
class Outcome:
    """What a load did, by the names of what it touched; `kept` counts what stayed as it was."""

    created: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    closed: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    kept: int = 0

    def __bool__(self) -> bool:
        """Whether anything changed."""
        return bool(self.created or self.changed or self.closed or self.removed)

    def __add__(self, other: "Outcome") -> "Outcome":
        return Outcome(
            self.created + other.created,
            self.changed + other.changed,
            self.closed + other.closed,
            self.removed + other.removed,
            self.kept + other.kept,
        )

    def sentence(self) -> str:
        """One line: how many were created, changed, closed, removed and kept."""
        return (
            f"thêm {len(self.created)}, sửa {len(self.changed)}, đóng {len(self.closed)}, "
            f"bỏ {len(self.removed)}, giữ nguyên {self.kept}"
        )


@dataclass(frozen=True)
class Kind:
    """A kind of content. Without `load` its files are read as they are, never into tables."""

    name: str
    files: Callable[[], Iterable[Path]]
    check: Callable[[], list[Problem]]
    load: Callable[[], Outcome] | None = None


def of_one_file(name: str, path: Callable[[], Path], read: Callable[[], Found[Any]]) -> Kind:
    """A kind of one file that need not be there: checked with the rest, read by its own command."""

    def there() -> list[Path]:
        return [one for one in [path()] if one.exists()]

    return Kind(name, there, lambda: read().problems if there() else [])


def digest(paths: Iterable[Path]) -> str:
    """One digest over files, by their names and bytes."""
    whole = hashlib.sha256()
    for path in paths:
        whole.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return whole.hexdigest()
