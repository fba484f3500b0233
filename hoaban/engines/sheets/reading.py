"""Spreadsheets in: what a bank or another system gives, as rows of text, whatever its format.

Bounded: so many bytes, rows, columns and letters of a cell; a workbook is not unpacked to more.
"""

import csv
import io
import zipfile
from collections.abc import Iterator
from itertools import islice
from typing import Final

from hoaban.core import typed
from hoaban.core.files import archives, isolated
from hoaban.core.refusals import Refusal
from hoaban.engines.sheets import tables

MOST_BYTES = 5 * 1024**2
MOST_ROWS, MOST_COLUMNS, LONGEST_CELL = 5000, 60, 1000
BOUNDS = archives.Bounds(unpacked=60 * 1024**2, ratio=60, members=200, nesting=1)
MOST_LETTERS = 5 * 1024**2  # of all cells: a text that a workbook holds once may stand in each
LIMITS = {
    "most": MOST_ROWS,
    "columns": MOST_COLUMNS,
    "letters": MOST_LETTERS,
    "longest": LONGEST_CELL,
}
READ: Final = "hoaban.engines.sheets.tables:rows"
ZIPPED = b"PK"
UTF_16 = (b"\xff\xfe", b"\xfe\xff")  # as Excel saves "Unicode text"
DELIMITERS = (";", ",", "\t")
Rows = list[list[str]]


class SheetTooLong(Refusal):
    """Bảng tính quá lớn: nhiều nhất {rows} dòng, {columns} cột, {megabytes} MB. Hãy chia thành
    nhiều tệp và xóa những ô ở xa bên dưới hoặc bên phải.
    """


class SheetUnreadable(Refusal):
    """Không đọc được bảng tính này. Hãy lưu lại dạng XLSX, hoặc CSV mã UTF-8."""


def rows(data: bytes) -> Rows:
    """The rows of the first sheet of a workbook, or of a CSV file, each cell as text.

    Days and moments are ISO, whole numbers have no decimals; empty rows stay, so that numbers of
    rows are those that people see. Refuses SheetTooLong, SheetUnreadable, ZipBomb and Busy.
    """
    if len(data) > MOST_BYTES:
        raise too_long()
    found = list(islice(_workbook(data) if data.startswith(ZIPPED) else _csv(data), MOST_ROWS + 1))
    if len(found) > MOST_ROWS:
        raise too_long()
    return found


def too_long() -> SheetTooLong:
    bounds = {"rows": MOST_ROWS, "columns": tables.WIDEST, "megabytes": MOST_BYTES // 1024**2}
    return SheetTooLong(**bounds)


def _workbook(data: bytes) -> Iterator[list[str]]:
    """Read in a process of its own, which a table too large for it ends."""
    try:
        archives.check(io.BytesIO(data), bounds=BOUNDS)
        found = isolated.SHEETS.ask(READ, LIMITS, data)
    except zipfile.BadZipFile:
        raise SheetUnreadable from None
    except isolated.TooCostly:
        raise too_long() from None
    if refused := found.get("refused"):
        raise too_long() if refused == "long" else SheetUnreadable
    for row in found["rows"]:
        yield [_text(cell) for cell in row]


def _text(cell: str) -> str:
    """Without NUL, which no text of PostgreSQL holds."""
    return typed.text(cell.replace("\0", "")).strip()[:LONGEST_CELL]


def _csv(data: bytes) -> Iterator[list[str]]:
    try:
        text = data.decode("utf-16" if data.startswith(UTF_16) else "utf-8-sig")
        delimiter = max(DELIMITERS, key=text[:LONGEST_CELL].count)
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            yield [_text(value) for value in row[:MOST_COLUMNS]]
    except (UnicodeDecodeError, csv.Error):
        raise SheetUnreadable from None
