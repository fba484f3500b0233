"""Spreadsheets as workbooks (XLSX): days are days, numbers numbers, and a text is only a text."""

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from itertools import groupby
from typing import Any, TypeVar

import xlsxwriter

from hoaban.core import clock, days
from hoaban.engines.sheets.writing import Column, Sheet, Value

Row = TypeVar("Row")
Format = Any  # of the library, which has no types
LONGEST = 32_767  # letters that a cell holds
EXACT = 10**15  # whole numbers from here on lose digits as numbers
NO_XML = re.compile("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\ud800-\\udfff\\ufffe\\uffff]")
NARROW, WIDE = 8, 46  # letters of a column whose width nobody said
PAPER_A4 = 9
# A cell that is written as text stays text: whatever the reader's program is, it reckons nothing.
OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
SHAPES: Mapping[str, Mapping[str, object]] = {
    "title": {"bold": True, "font_size": 13},
    "head": {
        "bold": True, "border": 1, "text_wrap": True, "align": "center", "valign": "vcenter",
        "bg_color": "#E7F0EC",
    },
    "place": {"italic": True, "border": 1, "align": "center"},
    "text": {"border": 1, "text_wrap": True, "valign": "top"},
    "number": {"border": 1, "num_format": "#,##0", "valign": "top"},
    "share": {"border": 1, "num_format": "0.00", "valign": "top"},
    "day": {"border": 1, "num_format": "dd/mm/yyyy", "valign": "top", "align": "left"},
    "moment": {"border": 1, "num_format": "dd/mm/yyyy hh:mm", "valign": "top", "align": "left"},
    "note": {"italic": True},
}  # fmt: skip


def as_xlsx(sheet: Sheet[Row]) -> bytes:
    """One sheet on landscape A4 whose headings come again on each page and stay while one scrolls.

    Moments are those of Vietnam.
    """
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, OPTIONS)
    book.set_properties({"title": _text(sheet.name), "created": _naive(clock.now())})
    book.set_size(2400, 1300)
    shapes = {
        name: book.add_format({"font_name": "Times New Roman", "font_size": 11, **shape})
        for name, shape in SHAPES.items()
    }
    _Writer(book.add_worksheet("Bảng"), shapes).write(sheet)
    book.close()
    return file.getvalue()


@dataclass
class _Writer:
    """Writes a sheet from its first line on."""

    page: Any  # a worksheet of the library
    shapes: Mapping[str, Format]
    line: int = 0

    def write(self, sheet: Sheet[Row]) -> None:
        for words in sheet.title:
            self.page.write_string(self.line, 0, _text(words), self.shapes["title"])
            self.line += 1
        begins = self.line
        self._heads(sheet.columns, is_numbered=sheet.is_numbered)
        self.page.freeze_panes(self.line, 0)
        self.page.repeat_rows(begins, self.line - 1)
        longest = [len(str(column.heading)) // 2 for column in sheet.columns]
        for row in sheet.rows:
            for place, column in enumerate(sheet.columns):
                shown = self._cell(place, column.value(row))
                longest[place] = max(longest[place], shown)
            self.line += 1
        for note in sheet.notes:
            self.page.write_string(self.line, 0, _text(note), self.shapes["note"])
            self.line += 1
        for place, column in enumerate(sheet.columns):
            fitting = column.width or min(max(longest[place] + 2, NARROW), WIDE)
            self.page.set_column(place, place, fitting)
        self.page.set_landscape()
        self.page.set_paper(PAPER_A4)
        self.page.fit_to_pages(1, 0)
        self.page.set_footer("&C&P/&N")

    def _heads(self, columns: Sequence[Column[Row]], *, is_numbered: bool) -> None:
        """One line of headings, or two where some stand under a common one."""
        last = self.line + any(column.group for column in columns)
        for group, places in _groups(columns):
            if group:
                self._spread(self.line, places[0], self.line, places[-1], group)
            for place in places:
                begins = last if group else self.line
                self._spread(begins, place, last, place, str(columns[place].heading))
        self.line = last + 1
        if is_numbered:
            for place in range(len(columns)):
                self.page.write_string(self.line, place, f"({place + 1})", self.shapes["place"])
            self.line += 1

    def _spread(self, line: int, place: int, last: int, ends: int, words: str) -> None:
        """A heading over one cell or over several."""
        head = self.shapes["head"]
        if (line, place) != (last, ends):
            self.page.merge_range(line, place, last, ends, "", head)
        self.page.write_string(line, place, _text(words), head)

    def _cell(self, place: int, value: Value) -> int:
        """Write a value as what it is; says how many letters it shows."""
        page, here, shapes = self.page, (self.line, place), self.shapes
        if value is None:
            page.write_blank(*here, None, shapes["text"])
            return 0
        if isinstance(value, datetime):
            shape = shapes["moment" if days.has_hour(value) else "day"]
            page.write_datetime(*here, _naive(value), shape)
            return len("dd/mm/yyyy hh:mm")
        if isinstance(value, date):
            page.write_datetime(*here, value, shapes["day"])
            return len("dd/mm/yyyy")
        if isinstance(value, Decimal):
            page.write_number(*here, float(value), shapes["share"])
        elif isinstance(value, int) and abs(value) < EXACT:
            page.write_number(*here, value, shapes["number"])
        else:
            page.write_string(*here, _text(str(value)), shapes["text"])
        return len(str(value))


def _groups(columns: Sequence[Column[Row]]) -> Iterator[tuple[str, list[int]]]:
    """Neighbouring columns by their common heading, as places."""
    numbered = groupby(enumerate(columns), key=lambda one: str(one[1].group))
    for group, found in numbered:
        yield group, [place for place, _column in found]


def _text(words: str) -> str:
    """What a cell can hold of a text."""
    return NO_XML.sub("", words)[:LONGEST]


def _naive(moment: datetime) -> datetime:
    """The moment in Vietnam without its zone, which a workbook does not know."""
    return clock.local(moment).replace(tzinfo=None)
