"""Reads the first sheet of a stranger's workbook. Runs in the process of `core.files.isolated`.

What a cell calls itself decides how large a table is built: two cells, A1 and XFD1048576, are
billions. So the cells are asked how far they reach before any table is built; what gets past that
ends this process at its limit of memory, and no other.
"""

import io
import os
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from functools import reduce
from itertools import islice
from typing import IO, Final

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    SheetTypeEnum,
    SheetVisibleEnum,
    load_workbook,
)

WIDEST: Final = 256  # columns: more than any bank writes
CHUNK: Final = 1024**2
LONGEST_NAME: Final = 64  # bytes of ` r = "XFD1048576"`, with room to spare
CELL: Final = re.compile(rb"""\sr\s*=\s*["']([A-Za-z]*)(\d*)["']""")


def rows(data: bytes, *, most: int, columns: int, letters: int, longest: int) -> dict[str, object]:
    """`rows` with so many columns and so many letters a cell; else `refused`: "long" beyond
    `most` rows, `WIDEST` columns or `letters` in all, "unreadable" for what is no workbook.
    """
    try:
        if not reaches(data, most=most):
            return {"refused": "long"}
    except (zipfile.BadZipFile, OSError, ValueError):
        return {"refused": "unreadable"}
    return first_sheet(data, most=most, columns=columns, letters=letters, longest=longest)


def first_sheet(
    data: bytes, *, most: int, columns: int, letters: int, longest: int
) -> dict[str, object]:
    """The same of a workbook of any kind whose cells were asked how far they reach."""
    try:
        with _without_traces():
            page = _first_shown(load_workbook(io.BytesIO(data)))
            if page.height > most or page.width > WIDEST:
                return {"refused": "long"}
            values = page.to_python(skip_empty_area=False, nrows=most + 1)
    except (CalamineError, zipfile.BadZipFile, IndexError, OSError, ValueError):
        return {"refused": "unreadable"}
    except BaseException as raised:
        if type(raised).__name__ != PANIC:
            raise
        return {"refused": "unreadable"}
    found: list[list[str]] = []
    for row in values:
        found.append([_text(value)[:longest] for value in islice(row, columns)])
        letters -= sum(map(len, found[-1]))
        if letters < 0:
            return {"refused": "long"}
    return {"rows": found}


def _first_shown(book: CalamineWorkbook) -> CalamineSheet:
    """The first sheet that people see: one that is hidden says nothing that nobody looked at."""
    shown = [
        place
        for place, one in enumerate(book.sheets_metadata)
        if one.visible == SheetVisibleEnum.Visible and one.typ == SheetTypeEnum.WorkSheet
    ]
    return book.get_sheet_by_index(shown[0] if shown else 0)


PANIC: Final = "PanicException"  # the library's own end of a bad file, which is no `Exception`


@contextmanager
def _without_traces() -> Iterator[None]:
    """What the library writes of its own end into the log, for a stranger's bytes, goes nowhere."""
    kept, nowhere = os.dup(2), os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    try:
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nowhere)


def _text(value: object) -> str:
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value)


def reaches(data: bytes, *, most: int) -> bool:
    """Whether no cell of any sheet lies below row `most` or right of column `WIDEST`."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            if "sheet" not in name.lower() or not name.lower().endswith(".xml"):
                continue
            with archive.open(name) as file:
                if not _lies_within(file, most):
                    return False
    return True


def _lies_within(file: IO[bytes], most: int) -> bool:
    kept = b""
    while piece := file.read(CHUNK):
        kept += piece
        for letters, digits in set(CELL.findall(kept)):
            if len(digits) > len(str(most)) or int(digits or 0) > most:
                return False
            if len(letters) > 3 or _column(letters) > WIDEST:  # noqa: PLR2004 - XFD is the last
                return False
        kept = kept[-LONGEST_NAME:]
    return True


def _column(letters: bytes) -> int:
    """Its number from 1: `A` is 1, `AA` 27; 0 for none."""
    return reduce(lambda so_far, letter: so_far * 26 + letter - 64, letters.upper(), 0)
