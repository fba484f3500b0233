"""Writes small workbooks of the old binary kind, for tests alone. All in them is synthetic."""

import struct
from collections.abc import Sequence
from datetime import datetime

SECTOR, FREE, CHAIN_ENDS, TABLE = 512, 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
BEGINS_BOOK = struct.pack("<HHHHII", 0x0600, 0x0005, 0x0DBB, 0x07CC, 0, 6)
BEGINS_SHEET = struct.pack("<HHHHII", 0x0600, 0x0010, 0x0DBB, 0x07CC, 0, 6)
DAY_ZERO = datetime(1899, 12, 30)  # noqa: DTZ001 - a workbook knows no zone
Cell = str | float | datetime | None


def record(kind: int, body: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def text(words: str, length: str = "<H") -> bytes:
    return struct.pack(length, len(words)) + b"\x01" + words.encode("utf-16-le")


def cell(row: int, column: int, value: Cell) -> bytes:
    if isinstance(value, str):
        return record(0x0204, struct.pack("<HHH", row, column, 0) + text(value))
    if isinstance(value, datetime):
        since = value - DAY_ZERO
        days = since.days + since.seconds / 86400
        return record(0x0203, struct.pack("<HHHd", row, column, 1, days))
    return record(0x0203, struct.pack("<HHHd", row, column, 0, value or 0))


def style(shape: int) -> bytes:
    """A style of cells: which shape of numbers it shows (22: a day with its time)."""
    return record(0x00E0, struct.pack("<HHH", 0, shape, 0) + bytes(14))


def book(
    rows: Sequence[Sequence[Cell]],
    *,
    in_book: bytes = b"",
    in_sheet: bytes = b"",
    kind: int = 0,
    name: str = "Workbook",
    beside: str = "",
) -> bytes:
    """A workbook with one sheet; `in_book` and `in_sheet` are further records, `kind` that of the
    sheet, `beside` the name of another part.
    """
    held = content(rows, in_book=in_book, in_sheet=in_sheet, kind=kind)
    return parts(held, name=name, beside=beside)


def content(
    rows: Sequence[Sequence[Cell]], *, in_book: bytes = b"", in_sheet: bytes = b"", kind: int = 0
) -> bytes:
    """What the part of a workbook with one sheet holds."""
    cells = b"".join(
        cell(row, column, value)
        for row, line in enumerate(rows)
        for column, value in enumerate(line)
        if value is not None
    )
    sheet = record(0x0809, BEGINS_SHEET) + cells + in_sheet + record(0x000A)
    title = text("Sao k\u00ea", "<B")
    before = record(0x0809, BEGINS_BOOK) + style(0) + style(22) + in_book
    listed = len(record(0x0085, bytes(6) + title)) + len(record(0x000A))
    begins = len(before) + listed
    head = before + record(0x0085, struct.pack("<IBB", begins, 0, kind) + title) + record(0x000A)
    return head + sheet


def parts(book_: bytes, *, name: str = "Workbook", beside: str = "") -> bytes:
    """A file that holds a book as one of its parts."""
    held = book_ + bytes(max(0, 4096 - len(book_)))
    sectors = -(-len(held) // SECTOR)
    tables = -(-(sectors + 2) // (SECTOR // 4)) or 1
    while tables * (SECTOR // 4) < sectors + 1 + tables:
        tables += 1
    chain = [*range(1, sectors), CHAIN_ENDS, CHAIN_ENDS, *[TABLE] * tables]
    table = struct.pack(f"<{len(chain)}I", *chain).ljust(tables * SECTOR, b"\xff")
    entries = [entry("Root Entry", 5, CHAIN_ENDS, 0, child=1), entry(name, 2, 0, len(held))]
    if beside:
        entries.append(entry(beside, 1, CHAIN_ENDS, 0))
    directory = b"".join(entries).ljust(SECTOR, b"\0")
    places = [sectors + 1 + one for one in range(tables)]
    header = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + bytes(16)
        + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
        + bytes(6)
        + struct.pack("<IIIIIIIII", 0, tables, sectors, 0, 4096, CHAIN_ENDS, 0, CHAIN_ENDS, 0)
        + struct.pack(f"<{tables}I", *places)
    ).ljust(SECTOR, b"\xff")
    return header + held.ljust(sectors * SECTOR, b"\0") + directory + table


def entry(name: str, kind: int, start: int, size: int, *, child: int = FREE) -> bytes:
    words = (name + "\0").encode("utf-16-le")
    return (
        words.ljust(64, b"\0")
        + struct.pack("<HBBIII", len(words), kind, 1, FREE, FREE, child)
        + bytes(36)
        + struct.pack("<IQ", start, size)
    )
