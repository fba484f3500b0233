"""Reads the first sheet of a workbook of the old binary kind (XLS), as banks still give it. Runs in
the process of `core.files.isolated`.

Its parts are looked through before the library reads them: how far the cells reach, and whether
anything in it would run, is reckoned, or leads elsewhere, which no statement needs.
"""

import struct
from collections.abc import Iterator
from typing import Final

from hoaban.engines.sheets import tables

SIGNATURE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
HEADER: Final = 512  # bytes
SMALL: Final = 64  # bytes of a small sector
# Version, and how often 1 is doubled to the bytes of a sector and of a small one: the library goes
# by the version.
SHAPES: Final = frozenset({(3, 9, 6), (4, 12, 6)})
WHOLE: Final = 4096  # bytes from which on a part has whole sectors
IN_HEADER: Final = 109  # places of the table of sectors that the header holds: 7 MB and more
LAST_SECTOR: Final = 0xFFFFFFFA  # from here on a number leads nowhere
ENTRY: Final = 128  # bytes of an entry of the directory
LONGEST_NAME: Final = 64  # bytes
WORKBOOKS: Final = ("workbook", "book")
RUNS: Final = ("_vba_project", "vba", "macros")  # how parts begin that hold macros
MOST_RECORDS: Final = 600_000
MOST_SHEETS: Final = 64
MOST_BOOKS: Final = 2  # of one file: for programs before and after 1997

BEGINS: Final = frozenset({0x0009, 0x0209, 0x0409, 0x0809})  # a book, a sheet, a chart in a sheet
ENDS, SHEET, PASSWORD, DIMENSIONS = 0x000A, 0x0085, 0x002F, 0x0200
# Numbers, texts, yes and no, blank cells: each begins with its row and its column.
CELLS: Final = frozenset(
    {0x0001, 0x0002, 0x0003, 0x0004, 0x0201, 0x0203, 0x0204, 0x0205, 0x00FD, 0x027E}
    | {0x00BD, 0x00BE, 0x00D6}
)
SEVERAL: Final = frozenset({0x00BD, 0x00BE})  # cells of a row: the last two bytes are the last
# Formulas alone, shared and of several cells; names and books elsewhere; links; macros.
REFUSED: Final = frozenset(
    {0x0006, 0x0206, 0x0406, 0x0221, 0x0021, 0x04BC, 0x0023, 0x0223, 0x01B8, 0x00D3}
)
BOOK_ELSEWHERE: Final = 0x01AE
ITSELF: Final = (b"\x01\x04", b"\x01\x3a")  # a book that means its own sheets, or functions
WORKSHEET: Final = 0


class _Wrong(ValueError):
    """It is not what it says it is."""


def rows(data: bytes, *, most: int, columns: int, letters: int, longest: int) -> dict[str, object]:
    """As `tables.rows`; `refused` is "runs" too: it holds formulas, links or macros."""
    try:
        refused = _refused(data, most)
    except (_Wrong, struct.error, IndexError):
        refused = "unreadable"
    if refused:
        return {"refused": refused}
    bounds = {"most": most, "columns": columns, "letters": letters, "longest": longest}
    return tables.first_sheet(data, **bounds)


def _refused(data: bytes, most: int) -> str:
    """Why it is not read; empty where it is."""
    parts = _Parts(data)
    names = [name for name, _start, _size in parts.entries]
    if any(name.startswith(RUNS) for name in names):
        return "runs"
    left = MOST_RECORDS
    for book in parts.books():
        sheets = [_begins(body) for kind, body in _records(book, 0) if kind == SHEET]
        if None in sheets:
            return "runs"
        if len(sheets) > MOST_SHEETS:
            return "long"
        for begins in (0, *filter(None, sheets)):
            for kind, body in _records(book, begins):
                left -= 1
                if left < 0:
                    return "long"
                if refused := _why(kind, body, most):
                    return refused
    return ""


def _begins(body: bytes) -> int | None:
    """Where a sheet begins in the book; None where it is one of macros."""
    begins, _seen, kind = struct.unpack_from("<IBB", body)
    return int(begins) if kind == WORKSHEET else None


def _records(book: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """The records of a book or of a sheet, up to its end, with those of charts within it."""
    within = 0
    while at + 4 <= len(book):
        kind, length = struct.unpack_from("<HH", book, at)
        within += (kind in BEGINS) - (kind == ENDS)
        if kind == ENDS and within <= 0:
            return
        yield kind, book[at + 4 : at + 4 + length]
        at += 4 + length


def _why(kind: int, body: bytes, most: int) -> str:
    if kind == PASSWORD:
        raise _Wrong
    if kind in REFUSED or (kind == BOOK_ELSEWHERE and body[2:4] not in ITSELF):
        return "runs"
    if kind in CELLS:
        row, column = struct.unpack_from("<HH", body)
        if kind in SEVERAL:
            (column,) = struct.unpack_from("<H", body, len(body) - 2)
        return "" if row < most and column < tables.WIDEST else "long"
    if kind == DIMENSIONS:
        return "" if _lies_within(body, most) else "long"
    return ""


def _lies_within(body: bytes, most: int) -> bool:
    """What a sheet says of how far it reaches, for which the library makes room."""
    wide = len(body) >= 14  # noqa: PLR2004 - rows of four bytes, as the last kind has them
    _first, last, _left, right = struct.unpack_from("<IIHH" if wide else "<HHHH", body)
    return bool(last <= most and right <= tables.WIDEST)


class _Parts:
    """The parts of a file, by name: chains of sectors, each of which names the one after it."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        version, _order, *shifts = struct.unpack_from("<HHHH", data, 26)
        if (version, *shifts) not in SHAPES:
            raise _Wrong
        self.size = 1 << shifts[0]
        directory, _sign, whole = struct.unpack_from("<III", data, 48)
        if whole != WHOLE:
            raise _Wrong
        (small_table,) = struct.unpack_from("<I", data, 60)
        told = struct.unpack_from(f"<{IN_HEADER}I", data, 76)
        self.next = _numbers(b"".join(self._sector(one) for one in told if one < LAST_SECTOR))
        self.entries = list(self._entries(self._chained(directory)))
        self.small_next = _numbers(self._chained(small_table))
        root = [start for name, start, _size in self.entries[:1]]
        self.small = self._chained(root[0]) if root else b""

    def books(self) -> list[bytes]:
        """Each part that may hold book and sheets, as long as its entry says: which of several the
        library takes is its own affair.
        """
        found = [(start, size) for name, start, size in self.entries if name in WORKBOOKS]
        if not 0 < len(found) <= MOST_BOOKS:
            raise _Wrong
        return [
            (self._small_chained if size < WHOLE else self._chained)(start)[:size]
            for start, size in found
        ]

    def _sector(self, number: int) -> bytes:
        begins = HEADER + number * self.size if self.size == HEADER else (number + 1) * self.size
        return self.data[begins : begins + self.size]

    def _chained(self, start: int) -> bytes:
        most = len(self.data) // self.size
        return b"".join(self._sector(one) for one in _chain(start, self.next, most))

    def _small_chained(self, start: int) -> bytes:
        chain = _chain(start, self.small_next, len(self.small) // SMALL)
        return b"".join(self.small[SMALL * one : SMALL * (one + 1)] for one in chain)

    def _entries(self, directory: bytes) -> Iterator[tuple[str, int, int]]:
        for at in range(0, len(directory) - ENTRY + 1, ENTRY):
            start, size = struct.unpack_from("<II", directory, at + 116)
            written = directory[at : at + LONGEST_NAME].decode("utf-16-le", "replace")
            if name := written.partition("\0")[0]:  # as the library reads it, whatever its length
                yield name.lower(), start, size


def _numbers(table: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(table) // 4}I", table[: len(table) // 4 * 4])


def _chain(start: int, after: tuple[int, ...], most: int) -> Iterator[int]:
    """The numbers of a chain; none is longer than what there is."""
    while start < LAST_SECTOR:
        most -= 1
        if most < 0:
            raise _Wrong
        yield start
        start = after[start]
