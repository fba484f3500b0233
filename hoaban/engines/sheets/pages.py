"""Reads the tables of a page (HTML) that a bank's program saved as a spreadsheet. Pure, bounded.

Runs in the process of `core.files.isolated`: some kilobytes of tags that are begun and not ended
keep the parser busy for minutes.
"""

import re
from html.parser import HTMLParser
from typing import Final

HEAD: Final = 4096  # letters in which a page says that it is one
_PAGE = re.compile(r"\s*<(?:!doctype|html|head|body|meta|table|\?xml|!--)", re.IGNORECASE)
CELLS: Final = frozenset({"td", "th"})
UNREAD: Final = frozenset({"script", "style", "title"})


def is_page(text: str) -> bool:
    """Whether a text is a page and no table of signs."""
    return bool(_PAGE.match(text[:HEAD]))


def read(data: bytes, *, most: int, columns: int, letters: int) -> dict[str, object]:
    """`rows` of a page in UTF-8; else `refused`: "long"."""
    found = rows(data.decode(), most=most, columns=columns, letters=letters)
    return {"refused": "long"} if found is None else {"rows": found}


def rows(text: str, *, most: int, columns: int, letters: int) -> list[list[str]] | None:
    """The rows of all its tables one after the other, a cell over several columns or rows once and
    empty ones beside or below it; None for more than `most` rows or `letters` in all cells.
    """
    reader = _Reader(most, columns, letters)
    reader.feed(text)
    reader.close()
    reader.end_row()
    return None if reader.is_too_long else reader.rows


class _Reader(HTMLParser):
    def __init__(self, most: int, columns: int, letters: int) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[list[str]] = []
        self.is_too_long = False
        self._most, self._columns, self._letters = most, columns, letters
        self._row: list[str] | None = None
        self._cell: list[str] | None = None
        self._wide = 1
        self._below: dict[int, int] = {}  # by column, for how many rows it is taken from above
        self._unread = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in UNREAD:
            self._unread += 1
        elif tag == "tr":
            self.end_row()
            self._row = []
        elif tag in CELLS and not self.is_too_long:
            self._begin_cell(dict(attrs))
        elif tag == "br" and self._cell is not None:
            self._cell.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in UNREAD:
            self._unread = max(self._unread - 1, 0)
        elif tag in CELLS:
            self._end_cell()
        elif tag in {"tr", "table"}:
            self.end_row()
            self._below = {} if tag == "table" else self._below

    def handle_data(self, data: str) -> None:
        if self._cell is None or self._unread or self.is_too_long:
            return
        self._letters -= len(data)
        self.is_too_long = self._letters < 0
        self._cell.append(data)

    def _begin_cell(self, said: dict[str, str | None]) -> None:
        self._end_cell()
        if self._row is None:
            self._row = []
        self._fill_taken()
        self._cell, self._wide = [], _span(said.get("colspan"), self._columns)
        tall = _span(said.get("rowspan"), self._most)
        for place in range(len(self._row), len(self._row) + self._wide):
            if tall > 1 and place < self._columns:
                self._below[place] = tall  # this row is one of them

    def _fill_taken(self) -> None:
        row = [] if self._row is None else self._row
        while self._below.get(len(row), 0) > 0 and len(row) < self._columns:
            row.append("")

    def _end_cell(self) -> None:
        if self._cell is None or self._row is None:
            return
        words = " ".join("".join(self._cell).split())
        self._row += [words, *[""] * (self._wide - 1)]
        self._cell = None

    def end_row(self) -> None:
        """Keep the row at hand, if there is one."""
        self._end_cell()
        if self._row is None:
            return
        self.rows.append(self._row[: self._columns])
        self._row = None
        self._below = {place: left - 1 for place, left in self._below.items() if left > 1}
        self.is_too_long = self.is_too_long or len(self.rows) > self._most


def _span(said: str | None, most: int) -> int:
    """How many columns or rows a cell says that it covers, one where it says nothing of use."""
    digits = (said or "").strip()[:LONGEST_SPAN]
    known = digits.isascii() and digits.isdecimal()
    return min(max(int(digits), 1), most) if known else 1


LONGEST_SPAN: Final = 6  # figures
