"""Search over all procedures: a ranked list in memory, built once per process and edition.

About 1,650 names are small enough that no database index is worth its upkeep, and the same Python
ranks alike on SQLite and PostgreSQL. The key of the kept list is the digest of the loaded content,
so a process notices a new edition at its next search.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from threading import Lock

from hoaban.core.people import names
from hoaban.domains.procedures.models import CatalogueEntry, Revision
from hoaban.domains.procedures.queries import catalogue

MARKS = 2  # tiers lost by a name whose marks are not those typed
LEAST_SHARE = 0.5  # of the words, when none has them all


@dataclass(frozen=True)
class Found:
    """A procedure in a list. `is_whole`: it can be filed here; otherwise it is information."""

    code: str
    name: str
    name_en: str
    field_code: str
    field_name: str
    field_name_en: str
    levels: tuple[str, ...]
    is_whole: bool
    is_fileable_online: bool


@dataclass(frozen=True)
class _Indexed:
    found: Found
    valid_from: date
    valid_to: date
    titles: tuple[str, ...]  # folded: the legal name, then what people call it
    text: str  # folded, " word word", with field and English name
    written: str  # as written, lower case: for who types the marks


class _Kept:
    """The list of the last edition seen by this process."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._edition = ""
        self._rows: list[_Indexed] = []

    def rows(self) -> list[_Indexed]:
        edition = catalogue.edition()
        with self._lock:
            if not edition or edition != self._edition:
                self._rows, self._edition = list(_read()), edition
            return self._rows


_kept = _Kept()


def _read() -> Iterator[_Indexed]:
    for revision in Revision.objects.select_related("procedure", "field"):
        yield _whole(revision)
    for entry in catalogue.entries():
        yield _entry(entry)


def _title(name: str) -> str:
    """A legal name without the words that every name begins with."""
    return names.fold(name).removeprefix("thu tuc ")


def _whole(row: Revision) -> _Indexed:
    found = Found(
        code=row.code,
        name=row.name,
        name_en=row.name_en,
        field_code=row.field.code,
        field_name=row.field.name,
        field_name_en=row.field.name_en,
        levels=(row.level,),
        is_whole=True,
        is_fileable_online=row.is_fileable_online,
    )
    titles = (_title(row.name), *map(names.fold, row.synonyms), names.fold(row.name_en))
    return _indexed(found, row.valid_from, row.valid_to or date.max, titles, row.synonyms)


def _entry(row: CatalogueEntry) -> _Indexed:
    found = Found(
        code=row.code,
        name=row.name,
        name_en="",
        field_code=row.field.code,
        field_name=row.field.name,
        field_name_en=row.field.name_en,
        levels=tuple(row.levels),
        is_whole=False,
        is_fileable_online=False,
    )
    return _indexed(found, date.min, date.max, (_title(row.name),), ())


def _indexed(
    found: Found, start: date, end: date, titles: tuple[str, ...], synonyms: Iterable[str]
) -> _Indexed:
    text = " ".join(["", *titles, names.fold(found.field_name), names.fold(found.field_name_en)])
    written = " ".join([found.name, *synonyms]).lower()
    return _Indexed(found, start, end, titles, text, written)


def _on(day: date) -> list[_Indexed]:
    """What stands on a day: whole versions in force, and the catalogue's other procedures."""
    rows = [row for row in _kept.rows() if row.valid_from <= day < row.valid_to]
    whole = {row.found.code for row in rows if row.found.is_whole}
    return [row for row in rows if row.found.is_whole or row.found.code not in whole]


def search(text: str, on: date, limit: int = 20) -> list[Found]:
    """The procedures that answer to a text, best first. Marks and đ do not matter.

    The code; a whole name or a name that people use; its beginning; its words in their order; all
    words by their beginnings; at last, most of the words. What can be filed here comes first.
    """
    asked = names.clean(text)
    words = names.fold(asked).split()
    if not words:
        return []
    rows = _on(on)
    ranked = [(rank, row) for row in rows if (rank := _rank(row, asked, words)) is not None]
    if not ranked:
        ranked = [(rank, row) for row in rows if (rank := _loose_rank(row, words)) is not None]
    ranked.sort(key=lambda pair: (pair[0], pair[1].found.code))
    return [row.found for _rank, row in ranked[:limit]]


Rank = tuple[int, bool, bool, int]  # tier, not fileable, marks differ, length of the name


def _rank(row: _Indexed, asked: str, words: list[str]) -> Rank | None:
    tier = _tier(row, asked, words)
    if tier is None:
        return None
    marks_differ = not asked.isascii() and asked.lower() not in row.written
    return tier + marks_differ * MARKS, not row.found.is_whole, marks_differ, len(row.found.name)


def _tier(row: _Indexed, asked: str, words: list[str]) -> int | None:
    phrase = " ".join(words).removeprefix("thu tuc ")
    tests: tuple[Callable[[], bool], ...] = (
        lambda: row.found.code == asked,
        lambda: row.found.code.startswith(asked) and asked[0].isdigit(),
        lambda: phrase in row.titles,
        lambda: any(f"{title} ".startswith(f"{phrase} ") for title in row.titles),
        lambda: f" {phrase}" in row.text,
        lambda: all(f" {word}" in row.text for word in words),
    )
    return next((tier for tier, holds in enumerate(tests) if holds()), None)


def _loose_rank(row: _Indexed, words: list[str]) -> Rank | None:
    """Most of the words, for who types more than the name holds."""
    missing = sum(f" {word}" not in row.text for word in words)
    if missing > len(words) * LEAST_SHARE:
        return None
    return missing, not row.found.is_whole, False, len(row.found.name)


def browse(on: date, *, field: str = "", level: str = "") -> list[Found]:
    """All procedures of a field and a level, those that can be filed first, then by name."""
    rows = [
        row.found
        for row in _on(on)
        if (not field or row.found.field_code == field) and (not level or level in row.found.levels)
    ]
    return sorted(rows, key=lambda found: (not found.is_whole, names.fold(found.name), found.code))


@dataclass(frozen=True)
class FieldCount:
    """A field of the list: how many procedures, and how many of them can be filed here."""

    code: str
    name: str
    name_en: str
    procedures: int
    whole: int


def field_counts(on: date) -> list[FieldCount]:
    """The fields that have a procedure on a day; those with filing first, then by name."""
    counted: dict[str, list[Found]] = {}
    for row in _on(on):
        counted.setdefault(row.found.field_code, []).append(row.found)
    counts = [
        FieldCount(
            code,
            rows[0].field_name,
            rows[0].field_name_en,
            len(rows),
            sum(r.is_whole for r in rows),
        )
        for code, rows in counted.items()
    ]
    return sorted(counts, key=lambda count: (not count.whole, names.fold(count.name)))


def _count(rows: list[Found]) -> FieldCount:
    one, whole = rows[0], sum(row.is_whole for row in rows)
    return FieldCount(one.field_code, one.field_name, one.field_name_en, len(rows), whole)
