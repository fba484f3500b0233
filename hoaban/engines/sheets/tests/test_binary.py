"""Workbooks of the old binary kind: read as others are, nothing in them runs, none costs much."""

import struct
import time
from datetime import datetime
from random import Random

import pytest

from hoaban.engines.sheets import binary, reading, tables
from hoaban.engines.sheets.tests import binary_books as books
from hoaban.engines.sheets.tests.test_reading import workbook

AT = datetime(2020, 3, 30, 10, 15)  # noqa: DTZ001 - a workbook knows no zone
LINES: list[list[books.Cell]] = [
    ["Ngày", "Diễn giải", "Số tiền"],
    [AT, "HS K7M2Q9X4W3", 16000.0],
    [],
    ["x", "y", 1.5],
]
BOUNDS = {"most": 5000, "columns": 60, "letters": 5 * 1024**2, "longest": 1000}


def test_it_says_what_the_new_kind_says() -> None:
    found = reading.rows(books.book(LINES))
    assert found == reading.rows(workbook(*[list[object](line) for line in LINES]))
    assert found[1] == ["2020-03-30T10:15:00", "HS K7M2Q9X4W3", "16000"]


def test_as_many_rows_as_any_table_may_have() -> None:
    rows: list[list[books.Cell]] = [[f"x{line}", float(line)] for line in range(5000)]
    found = reading.rows(books.book(rows))
    assert (len(found), found[-1]) == (5000, ["x4999", "4999"])


FORMULA = books.record(0x0006, struct.pack("<HHHdHIH", 1, 0, 0, 16000.0, 0, 0, 3) + b"\x1e\x01\x00")
ELSEWHERE = books.record(0x01AE, struct.pack("<H", 1) + books.text("http://x.example/[a.xls]a"))
RUNS = {
    "formula": books.book(LINES, in_sheet=FORMULA),
    "shared formula": books.book(LINES, in_sheet=books.record(0x04BC, bytes(10))),
    "formula of several cells": books.book(LINES, in_sheet=books.record(0x0221, bytes(14))),
    "link": books.book(LINES, in_sheet=books.record(0x01B8, bytes(40))),
    "another book": books.book(LINES, in_book=ELSEWHERE),
    "sheet of macros": books.book(LINES, kind=1),
    "project of macros": books.book(LINES, beside="_VBA_PROJECT_CUR"),
    "macros": books.book(LINES, in_book=books.record(0x00D3)),
}


@pytest.mark.parametrize("what", RUNS)
def test_what_runs_is_reckoned_or_leads_elsewhere_is_refused(what: str) -> None:
    with pytest.raises(reading.SheetRuns):
        reading.rows(RUNS[what])


def place(sector: int) -> int:
    """Where a sector begins in the file."""
    return (sector + 1) * books.SECTOR


def book_beside(other: bytes, *, name: str) -> bytes:
    """A file whose directory names `other`, which holds no formula, before a book that does."""
    data = bytearray(books.book(LINES, in_sheet=FORMULA))
    (directory,) = struct.unpack_from("<I", data, 48)
    at = place(directory)
    sectors, whole = len(data) // books.SECTOR - 1, other.ljust(4096, b"\0")
    data[at + 256 : at + 384] = data[at + 128 : at + 256]
    data[at + 128 : at + 256] = books.entry(name, 2, sectors, len(whole))
    (table,) = struct.unpack_from("<I", data, 76)
    chain = [*range(sectors + 1, sectors + 8), books.CHAIN_ENDS]
    struct.pack_into("<8I", data, place(table) + 4 * sectors, *chain)
    return bytes(data) + whole


@pytest.mark.parametrize("name", ["Book", "workbook", "WORKBOOK", "Workbook"])
def test_of_several_books_in_a_file_none_has_formulas(name: str) -> None:
    harmless = books.content(LINES)
    assert "refused" not in binary.rows(books.parts(harmless), **BOUNDS)
    with pytest.raises(reading.SheetRuns):
        reading.rows(book_beside(harmless, name=name))


def test_a_sheet_goes_on_after_a_chart_in_it() -> None:
    chart = books.record(0x0809, books.BEGINS_SHEET) + books.record(0x000A)
    plain = books.book(LINES, in_sheet=chart + books.cell(4, 0, "after"))
    assert reading.rows(plain)[4][0] == "after"
    with pytest.raises(reading.SheetRuns):
        reading.rows(books.book(LINES, in_sheet=chart + FORMULA))


def in_small_sectors(held: bytes) -> bytes:
    """A file whose book is short: it lies in small sectors, in those of the first entry."""
    small = -(-len(held) // 64)
    whole = -(-len(held) // books.SECTOR)
    chain = [books.CHAIN_ENDS, books.CHAIN_ENDS, books.TABLE, *range(4, whole + 3)]
    entries = [
        books.entry("Root Entry", 5, 3, whole * books.SECTOR, child=1),
        books.entry("Workbook", 2, 0, len(held)),
    ]
    header = bytearray(books.book(LINES)[: books.SECTOR])
    struct.pack_into(
        "<IIIIIIIIII", header, 44, 1, 0, 0, 4096, 1, 1, books.CHAIN_ENDS, 0, 2, books.FREE
    )
    parts = [
        b"".join(entries),
        struct.pack(f"<{small}I", *range(1, small), books.CHAIN_ENDS),
        struct.pack(f"<{whole + 3}I", *chain, books.CHAIN_ENDS),
    ]
    fill = (b"\0", b"\xff", b"\xff")
    sectors = (one.ljust(books.SECTOR, by) for one, by in zip(parts, fill, strict=True))
    return bytes(header) + b"".join(sectors) + held.ljust(whole * books.SECTOR, b"\0")


def test_a_short_book_is_looked_through_in_its_small_sectors() -> None:
    found = reading.rows(in_small_sectors(books.content(LINES)))
    assert found == reading.rows(books.book(LINES))
    with pytest.raises(reading.SheetRuns):
        reading.rows(in_small_sectors(books.content(LINES, in_sheet=FORMULA)))


def test_sectors_are_as_long_as_the_version_says() -> None:
    for place_, value in ((26, 4), (26, 5), (30, 12), (32, 7)):
        data = bytearray(books.book(LINES))
        data[place_] = value
        with pytest.raises(binary._Wrong):
            binary._refused(bytes(data), 5000)


def test_a_file_has_few_books_and_a_book_few_sheets() -> None:
    """Each is looked through: thousands of entries that lead to one chain would never end."""
    data = bytearray(books.book(LINES))
    (directory,) = struct.unpack_from("<I", data, 48)
    for line in (2, 3):
        at = place(directory) + 128 * line
        data[at : at + 128] = data[place(directory) + 128 : place(directory) + 256]
    with pytest.raises(reading.SheetUnreadable):
        reading.rows(bytes(data))
    sheets = books.record(0x0085, struct.pack("<IBB", 0, 0, 0) + books.text("s", "<B")) * 64
    with pytest.raises(reading.SheetTooLong):
        reading.rows(books.book(LINES, in_book=sheets))


def test_a_name_ends_where_the_library_ends_it_whatever_length_it_claims() -> None:
    data = bytearray(books.book(LINES, in_sheet=FORMULA))
    at = data.index("Workbook".encode("utf-16-le"))
    struct.pack_into("<H", data, at + 64, 4)
    with pytest.raises(reading.SheetRuns):
        reading.rows(bytes(data))


def test_small_parts_begin_where_the_library_has_them_begin() -> None:
    data = bytearray(books.book(LINES))
    struct.pack_into("<I", data, 56, 0xFFFF0000)
    with pytest.raises(reading.SheetUnreadable):
        reading.rows(bytes(data))


def test_a_book_that_means_its_own_sheets_is_read() -> None:
    own = books.record(0x01AE, struct.pack("<H", 1) + b"\x01\x04")
    assert len(reading.rows(books.book(LINES, in_book=own))) == len(LINES)


@pytest.mark.parametrize(
    "beyond",
    [
        books.cell(5000, 0, "x"),
        books.cell(65_535, 255, 1.0),
        books.cell(0, tables.WIDEST, 1.0),
        books.record(0x00BD, struct.pack("<HH", 0, 0) + bytes(6) + struct.pack("<H", 60_000)),
        books.record(0x0200, struct.pack("<IIHHH", 0, 2**32 - 1, 0, 2**16 - 1, 0)),
        books.record(0x0200, struct.pack("<IIHHH", 0, 65_536, 0, 256, 0)),
    ],
)
def test_what_reaches_too_far_is_refused_before_a_table_is_built(beyond: bytes) -> None:
    with pytest.raises(reading.SheetTooLong):
        reading.rows(books.book(LINES, in_sheet=beyond))


def looped(data: bytes) -> bytes:
    """The first sector names itself as the one after it."""
    at = books.SECTOR + data.index(struct.pack("<III", 1, 2, 3)) - books.SECTOR
    return data[:at] + struct.pack("<I", 0) + data[at + 4 :]


@pytest.mark.parametrize(
    "data",
    [
        binary.SIGNATURE,
        binary.SIGNATURE + bytes(5000),
        binary.SIGNATURE + b"\xff" * 5000,
        books.book(LINES, in_book=books.record(0x002F, bytes(54))),  # behind a password
        books.book(LINES, name="WordDocument"),
        looped(books.book(LINES)),
        books.book(LINES)[:3000],
    ],
)
def test_what_cannot_be_read_says_so(data: bytes) -> None:
    with pytest.raises(reading.SheetUnreadable):
        reading.rows(data)


def test_many_tiny_records_cost_no_more_than_their_share() -> None:
    data = books.book(LINES, in_sheet=books.record(0x0099) * 1_200_000)
    began = time.process_time()
    with pytest.raises(reading.SheetTooLong):
        reading.rows(data)
    assert time.process_time() - began < 2  # of this process, which answers pages too


@pytest.mark.parametrize("seed", range(6))
def test_whatever_a_stranger_changes_ends_soon_and_in_an_answer(seed: int) -> None:
    chance = Random(seed)  # noqa: S311 - repeatable
    whole = books.book([*LINES * 40])
    began = time.process_time()
    for _time in range(120):
        data = bytearray(whole)
        for _place in range(chance.choice([1, 3, 20])):
            at = chance.randrange(8, len(data))
            data[at] = chance.choice([0, 1, 0xFF, chance.randrange(256)])
        if chance.random() < 0.3:
            cut = chance.randrange(8, len(data))
            del data[cut : cut + chance.randrange(1, 2000)]
        found = binary.rows(bytes(data), **BOUNDS)
        assert found.keys() <= {"rows", "refused"}
    assert time.process_time() - began < 60


@pytest.mark.parametrize("seed", range(3))
def test_the_process_that_reads_goes_on_after_what_ended_it(seed: int) -> None:
    chance = Random(seed)  # noqa: S311 - repeatable
    for _time in range(10):
        data = bytearray(books.book(LINES))
        for _place in range(40):
            data[chance.randrange(8, len(data))] = chance.randrange(256)
        try:
            reading.rows(bytes(data))
        except (reading.SheetUnreadable, reading.SheetRuns, reading.SheetTooLong):
            continue
    assert len(reading.rows(books.book(LINES))) == len(LINES)
