"""Lists of answers, such as ethnic groups: names by day, found by how people write them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from pathlib import Path

from hoaban.core.kept import folders
from hoaban.core.kept.files import KeptFilesByKey
from hoaban.core.people import names
from hoaban.engines.content.shapes import Dated, Filled, Found, Yes, table

ALIKE = 0.75  # share of letters from which on it is worth asking about


class Entry(Dated):
    """A line of a list. `others` are further spellings, parted by bars."""

    code: Filled
    name: Filled
    others: str = ""
    act: Filled
    illustrative: Yes = False

    def lives(self, on: date) -> bool:
        return self.valid_from <= on < (self.valid_to or date.max)


@dataclass(frozen=True)
class Listed:
    """A list as it is on a day: its entries, and each by everything that is typed for it."""

    entries: tuple[Entry, ...]
    typed: Mapping[str, Entry]


def paths() -> list[Path]:
    """The country's lists."""
    return sorted((folders.country() / "lists").glob("*.csv"))


def known() -> set[str]:
    """The names of the lists that there are."""
    return {path.stem for path in paths()}


def read(path: Path) -> Found[Entry]:
    """The lines of a list, and what is wrong in it."""
    return table(path, Entry, key=("code", "valid_from"))


def on(name: str, day: date) -> Listed:
    """A list of a day, in the order of its file."""
    return _lists.get((name, day))


def _read(key: tuple[str, date]) -> Listed:
    name, day = key
    found = read(folders.country() / "lists" / f"{name}.csv")
    living = tuple(entry for entry in found.all() if entry.lives(day))
    typed: dict[str, Entry] = {}
    spelled = (
        *((entry.name, entry) for entry in living),
        *((one, entry) for entry in living for one in entry.others.split("|")),
        *((entry.code, entry) for entry in living),  # a code may look like a name: MY, AO
    )
    for one, entry in spelled:
        typed.setdefault(names.fold(one), entry)
    typed.pop("", None)
    return Listed(living, typed)


_lists = KeptFilesByKey(paths, _read)


def meant(listed: Listed, typed: str) -> Entry | None:
    """The entry that was typed, by name or code, with or without marks; None for anything else."""
    return listed.typed.get(names.fold(typed))


def nearest(listed: Listed, typed: str) -> str:
    """The name that looks most like what was typed; empty where none does."""
    found = get_close_matches(names.fold(typed), listed.typed, 1, ALIKE)
    return listed.typed[found[0]].name if found else ""
