"""Papers, agencies and levels that the law did away with: no version valid later names one."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Annotated

from pydantic import BeforeValidator

from hoaban.core.kept import folders
from hoaban.domains.procedures.catalogue.enums import Level
from hoaban.domains.procedures.naming.content import Named
from hoaban.engines.content.places import Place, Problem
from hoaban.engines.content.shapes import Day, Filled, Found, Shape, Yes, table

# What a page does not show as what holds: why nothing is filed, where it was read, how people say.
UNSAID = frozenset({"information", "source", "illustrative", "synonyms", "legal_basis"})


def _phrases(value: object) -> object:
    return tuple(one.strip() for one in value.split(";")) if isinstance(value, str) else value


def _level(value: object) -> object:
    return value or None


class Abolished(Shape):
    """A line of `abolished.csv`: what it is called, and the last day on which it was there.

    `level` is the level of administration that ended with it.
    """

    words: Annotated[tuple[Filled, ...], BeforeValidator(_phrases)]
    level: Annotated[Level | None, BeforeValidator(_level)] = None
    last_on: Day
    act: Filled
    illustrative: Yes = False
    note: str = ""

    def is_named_in(self, text: str) -> str:
        """The phrase by which a text names it, as whole words; empty where it does not."""
        for phrase in self.words:
            if re.search(rf"(?<!\w){re.escape(phrase)}(?!\w)", text, re.IGNORECASE):
                return phrase
        return ""


def path() -> Path:
    """The country's `abolished.csv`, which it need not have."""
    return folders.country() / "abolished.csv"


def paths() -> list[Path]:
    return [one for one in [path()] if one.exists()]


def read() -> Found[Abolished]:
    """What the table says, and what is wrong in it."""
    return table(path(), Abolished, key=("words", "last_on")) if paths() else Found()


def check(versions: Iterable[Named]) -> Iterator[Problem]:
    """Where a version that is valid after the last day of something still names it."""
    lines = read().shapes()
    for version in versions:
        for gone in (one for one in lines if _outlives(version, one.last_on)):
            for place, phrase in _named(version.place, gone):
                yield _problem(gone, place, phrase)


def _outlives(version: Named, last_on: date) -> bool:
    return version.valid_to is None or (version.valid_to - last_on).days > 1


def _named(place: Place, gone: Abolished, key: str = "") -> Iterator[tuple[Place, str]]:
    """Each place of a file that names it, with the phrase; a level by its own name."""
    if isinstance(place.value, Mapping):
        for name, each in place.value.items():
            if name not in UNSAID:
                yield from _named(each, gone, name)
    elif isinstance(place.value, list):
        for each in place.value:
            yield from _named(each, gone, key)
    elif key == "level" and gone.level and place.value == gone.level:
        yield place, str(gone.level.label)
    elif isinstance(place.value, str) and (phrase := gone.is_named_in(place.value)):
        yield place, phrase


def _problem(gone: Abolished, place: Place, phrase: str) -> Problem:
    last_on = f"{gone.last_on:%d/%m/%Y}"
    words = f'"{phrase}" không còn sau ngày {last_on} ({gone.act}), mà bản này có hiệu lực sau đó'
    return place.wrong(words).problem
