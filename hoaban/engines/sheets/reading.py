"""Spreadsheets in: what a bank or another system gives, as rows of text, whatever its format.

Bounded: so many bytes, rows, columns and letters of a cell; a workbook is not unpacked to more.
"""

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from itertools import islice
from typing import Any

from python_calamine import CalamineError, load_workbook

from hoaban.core import typed
from hoaban.core.files import archives
from hoaban.core.refusals import Refusal

MOST_BYTES = 5 * 1024**2
MOST_ROWS, MOST_COLUMNS, LONGEST_CELL = 5000, 60, 1000
BOUNDS = archives.Bounds(unpacked=60 * 1024**2, ratio=60, members=200, nesting=1)
ZIPPED = b"PK"
DELIMITERS = (";", ",", "\t")
Rows = list[list[str]]


class SheetTooLong(Refusal):
    """Bảng tính quá lớn: nhiều nhất {rows} dòng, {megabytes} MB. Hãy chia thành nhiều tệp."""


class SheetUnreadable(Refusal):
    """Không đọc được bảng tính này. Hãy lưu lại dạng XLSX, hoặc CSV mã UTF-8."""


def rows(data: bytes) -> Rows:
    """The rows of the first sheet of a workbook, or of a CSV file, each cell as text.

    Days and moments are ISO, whole numbers have no decimals; empty rows stay, so that numbers of
    rows are those that people see. Refuses SheetTooLong, SheetUnreadable and ZipBomb.
    """
    if len(data) > MOST_BYTES:
        raise too_long()
    found = list(islice(_workbook(data) if data.startswith(ZIPPED) else _csv(data), MOST_ROWS + 1))
    if len(found) > MOST_ROWS:
        raise too_long()
    return found


def too_long() -> SheetTooLong:
    return SheetTooLong(rows=MOST_ROWS, megabytes=MOST_BYTES // 1024**2)


def _workbook(data: bytes) -> Iterator[list[str]]:
    try:
        archives.check(io.BytesIO(data), bounds=BOUNDS)
        page = load_workbook(io.BytesIO(data)).get_sheet_by_index(0)
        if page.height > MOST_ROWS:
            raise too_long()
        values = page.to_python(skip_empty_area=False, nrows=MOST_ROWS + 1)
    except (CalamineError, zipfile.BadZipFile, IndexError, OSError, ValueError):
        raise SheetUnreadable from None
    yield from _cells(values)


def _cells(values: Iterable[Iterable[Any]]) -> Iterator[list[str]]:  # Any: cells of a workbook
    for row in values:
        yield [_text(value) for value in islice(row, MOST_COLUMNS)]


def _text(value: object) -> str:
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return typed.text(str(value)).strip()[:LONGEST_CELL]


def _csv(data: bytes) -> Iterator[list[str]]:
    try:
        text = data.decode("utf-8-sig")
        delimiter = max(DELIMITERS, key=text[:LONGEST_CELL].count)
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            yield [_text(value) for value in row[:MOST_COLUMNS]]
    except (UnicodeDecodeError, csv.Error):
        raise SheetUnreadable from None
