"""Spreadsheets out: columns declared over rows, written as a file that opens in columns."""

import csv
import io
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from itertools import groupby
from typing import Generic, TypeVar

from django.utils.functional import Promise

from hoaban.core import clock, days

Row = TypeVar("Row")
Value = str | int | Decimal | date | datetime | Promise | None
# A text that begins so would be reckoned by the program that opens the file, also after blanks and
# marks that nobody sees, and in its full width.
RECKONED = ("=", "+", "-", "@", "\t", "\r", "\n")

MOST_EXPORTED = 5000  # lines of a file


@dataclass(frozen=True)
class Column(Generic[Row]):
    """A column: its name for programs, its heading for people, and its value in a row.

    Neighbours of one `group` stand under it as a common heading. `width` is in letters.
    """

    name: str
    heading: str | Promise
    value: Callable[[Row], Value]
    group: str | Promise = ""
    width: int = 0

    @property
    def heading_alone(self) -> str:
        """The heading where no common one stands above it."""
        return f"{self.group}: {self.heading}" if self.group else str(self.heading)


@dataclass(frozen=True, slots=True)
class Head:
    """A heading over so many columns (`wide`) and so many lines of headings (`tall`)."""

    words: str
    wide: int
    tall: int


def heads(columns: Sequence[Column[Row]]) -> tuple[list[Head], list[str]]:
    """The upper line of headings, with what reaches through both; the words of the lower line."""
    above: list[Head] = []
    below: list[str] = []
    for group, found in groupby(columns, key=lambda one: str(one.group)):
        words = [str(column.heading) for column in found]
        if group:
            above.append(Head(group, len(words), 1))
            below += words
        else:
            above += [Head(one, 1, 2) for one in words]
    return above, below


@dataclass(frozen=True)
class Sheet(Generic[Row]):
    """A table as a file of this name. Lines of `title` stand above it in a workbook, notes below.

    Numbered columns have their numbers under the headings, as the forms of circulars have them.
    """

    name: str
    columns: Sequence[Column[Row]]
    rows: Iterable[Row]
    title: Sequence[str] = ()
    notes: Sequence[str] = ()
    is_numbered: bool = False


def as_csv(sheet: Sheet[Row]) -> bytes:
    """Semicolons and a byte-order mark: so spreadsheets of this country open it in columns.

    The first line has the headings; each note stands alone in a last one.
    """
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";")
    writer.writerow([column.heading_alone for column in sheet.columns])
    writer.writerows([written(column.value(row)) for column in sheet.columns] for row in sheet.rows)
    writer.writerows([written(note)] for note in sheet.notes)
    return text.getvalue().encode("utf-8-sig")


def written(value: Value) -> str:
    """A value as people of this country write it; a text that would be reckoned is quoted."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        here = clock.local(value)
        return f"{here:%d/%m/%Y %H:%M}" if days.has_hour(value) else f"{here:%d/%m/%Y}"
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, Decimal):
        return str(value).replace(".", ",")
    if isinstance(value, int):
        return str(value)
    text = str(value)
    return f"'{text}" if text.startswith(RECKONED) or _seen(text).startswith(RECKONED) else text


def _seen(text: str) -> str:
    """The text from its first letter or sign that is seen, in its usual width."""
    usual = unicodedata.normalize("NFKC", text)
    hidden = (at for at, sign in enumerate(usual) if sign.isprintable() and not sign.isspace())
    return usual[next(hidden, len(usual)) :]
