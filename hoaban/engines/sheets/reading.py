"""Spreadsheets in: what a bank or another system gives, as rows of text, whatever its format.

Bounded: so many bytes, rows, columns and letters of a cell; a workbook is not unpacked to more.
"""

import csv
import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Final

from hoaban.core import typed
from hoaban.core.files import archives, isolated
from hoaban.core.refusals import Refusal
from hoaban.engines.sheets import binary, pages, tables

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
READ_BINARY: Final = "hoaban.engines.sheets.binary:rows"
READ_PAGE: Final = "hoaban.engines.sheets.pages:read"
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


class SheetRuns(Refusal):
    """Bảng tính này có công thức, liên kết hoặc macro nên không nhận. Hãy chép riêng các giá trị
    sang một tệp XLSX mới, hoặc CSV mã UTF-8.
    """


def rows(data: bytes) -> Rows:
    """The rows of the first sheet of a workbook, new or of the old binary kind, of the tables of a
    page that was saved as one, or of a CSV file, each cell as text.

    Days and moments are ISO, whole numbers have no decimals; empty rows stay, so that numbers of
    rows are those that people see. Refuses SheetTooLong, SheetUnreadable, SheetRuns, ZipBomb and
    Busy.
    """
    if len(data) > MOST_BYTES:
        raise too_long()
    found = list(islice(_rows(data), MOST_ROWS + 1))
    if len(found) > MOST_ROWS:
        raise too_long()
    return found


def _rows(data: bytes) -> Iterator[list[str]]:
    if data.startswith(ZIPPED):
        return _workbook(data)
    if data.startswith(binary.SIGNATURE):
        return _apart(READ_BINARY, LIMITS, data)
    text = _decoded(data)
    return _page(text) if pages.is_page(text) else _csv(text)


def too_long() -> SheetTooLong:
    bounds = {"rows": MOST_ROWS, "columns": tables.WIDEST, "megabytes": MOST_BYTES // 1024**2}
    return SheetTooLong(**bounds)


def _workbook(data: bytes) -> Iterator[list[str]]:
    try:
        archives.check(io.BytesIO(data), bounds=BOUNDS)
    except zipfile.BadZipFile:
        raise SheetUnreadable from None
    return _apart(READ, LIMITS, data)


def _page(text: str) -> Iterator[list[str]]:
    limits = {"most": MOST_ROWS, "columns": MOST_COLUMNS, "letters": MOST_LETTERS}
    return _apart(READ_PAGE, limits, text.encode())


def _apart(function: str, limits: Mapping[str, int], data: bytes) -> Iterator[list[str]]:
    """Read in a process of its own, which a table too large for it ends."""
    try:
        found = isolated.SHEETS.ask(function, limits, data)
    except isolated.TooCostly:
        raise too_long() from None
    if refused := found.get("refused"):
        raise {"long": too_long(), "runs": SheetRuns()}.get(refused, SheetUnreadable())
    for row in found["rows"]:
        yield [_text(cell) for cell in row]


def _text(cell: str) -> str:
    """Without NUL, which no text of PostgreSQL holds."""
    return typed.text(cell.replace("\0", "")).strip()[:LONGEST_CELL]


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-16" if data.startswith(UTF_16) else "utf-8-sig")
    except UnicodeDecodeError:
        raise SheetUnreadable from None


def _csv(text: str) -> Iterator[list[str]]:
    said = SAYS_DELIMITER.match(text)  # a line that spreadsheets write for one another
    body = text[said.end() :] if said else text
    delimiter = said[1] if said else _delimiter(body)
    try:
        if said:
            yield []  # so that numbers of rows are those that people see
        for row in csv.reader(io.StringIO(body, newline=""), delimiter=delimiter):
            yield [_text(value) for value in row[:MOST_COLUMNS]]
    except csv.Error:
        raise SheetUnreadable from None


SAYS_DELIMITER = re.compile(r"sep=([;,\t])\r?\n", re.IGNORECASE)
LOOKED_AT, COLUMNS = 60, 3  # lines for the delimiter; a table has at least so many columns


def _delimiter(text: str) -> str:
    """What divides most of the first lines into columns: what stands above the headings may hold
    other signs, and sums have commas of their own.
    """
    lines = text[: LOOKED_AT * LONGEST_CELL].splitlines()[:LOOKED_AT]
    divided = {sign: sum(line.count(sign) >= COLUMNS - 1 for line in lines) for sign in DELIMITERS}
    most = max(DELIMITERS, key=lambda sign: divided[sign])
    return most if divided[most] else max(DELIMITERS, key=text[:LONGEST_CELL].count)
