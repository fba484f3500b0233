"""Spreadsheets in: what a bank gives comes as rows of text and costs no more than its share."""

import io
import time
import zipfile
from datetime import datetime

import pytest
import xlsxwriter

from hoaban.core.files.archives import ZipBomb
from hoaban.engines.sheets import reading, tables


def workbook(*lines: list[object]) -> bytes:
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    page = book.add_worksheet()
    moments = book.add_format({"num_format": "dd/mm/yyyy hh:mm"})
    for number, line in enumerate(lines):
        for place, value in enumerate(line):
            if isinstance(value, datetime):
                page.write_datetime(number, place, value, moments)
            else:
                page.write(number, place, value)
    book.close()
    return file.getvalue()


def test_a_workbook_and_the_same_table_as_csv_say_the_same() -> None:
    at = datetime(2020, 3, 30, 10, 15)  # noqa: DTZ001 - a workbook knows no zone
    found = reading.rows(workbook(["Ngày", "Số tiền"], [at, 16000], [], ["x", 1.5]))
    assert found == [
        ["Ngày", "Số tiền"],
        ["2020-03-30T10:15:00", "16000"],
        ["", ""],
        ["x", "1.5"],
    ]
    for text in ("Ngày;Số tiền\nx;1,5\n", "Ngày,Số tiền\nx,1.5\n", "Ngày\tSố tiền\nx\t1.5\n"):
        head, row = reading.rows(b"\xef\xbb\xbf" + text.encode())
        assert (head, row[0]) == (["Ngày", "Số tiền"], "x")


@pytest.mark.parametrize("data", [b"PK\x03\x04", b"PK" + bytes(500), b"\xff\xfe\x00ba", b"\xc3"])
def test_what_cannot_be_read_says_so(data: bytes) -> None:
    with pytest.raises(reading.SheetUnreadable):
        reading.rows(data)


def test_too_much_is_refused_before_it_is_held() -> None:
    with pytest.raises(reading.SheetTooLong):
        reading.rows(b"x" * (reading.MOST_BYTES + 1))
    with pytest.raises(reading.SheetTooLong):
        reading.rows(b"a;b\n" * (reading.MOST_ROWS + 1))
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", bytes(80 * 1024**2))
    with pytest.raises(ZipBomb):
        reading.rows(bomb.getvalue())


def cells(*at: tuple[int, int], said: str = "x") -> bytes:
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    page = book.add_worksheet()
    for row, column in at:
        page.write(row, column, said)
    book.close()
    return file.getvalue()


FAR = [
    ((0, 0), (1_048_575, 16_383)),
    ((0, 0), (4999, 16_383)),
    ((0, 0), (1_048_575, 0)),
    ((0, 0), (0, tables.WIDEST)),
    ((1_000_000, 16_000),),
]


@pytest.mark.parametrize("at", FAR)
def test_a_workbook_that_names_a_far_cell_is_refused_before_a_table_is_built(
    at: tuple[tuple[int, int], ...],
) -> None:
    with pytest.raises(reading.SheetTooLong):
        reading.rows(cells(*at))


def test_a_far_cell_that_hides_from_the_look_at_names_ends_no_process_of_pages() -> None:
    hidden = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(cells((0, 0), (1_048_575, 16_383)))) as given,
        zipfile.ZipFile(hidden, "w", zipfile.ZIP_DEFLATED) as made,
    ):
        for name in given.namelist():
            other = given.read(name).replace(b"worksheets/sheet1.xml", b"worksheets/page1.txt")
            made.writestr(name.replace("worksheets/sheet1.xml", "worksheets/page1.txt"), other)
    with pytest.raises(reading.SheetTooLong):
        reading.rows(hidden.getvalue())


def test_the_furthest_cells_that_are_read() -> None:
    found = reading.rows(cells((0, 0), (reading.MOST_ROWS - 1, tables.WIDEST - 1)))
    assert (len(found), len(found[0]), found[0][0]) == (5000, reading.MOST_COLUMNS, "x")


def test_one_long_text_in_every_cell_is_too_much() -> None:
    at = [(row, column) for row in range(600) for column in range(10)]
    with pytest.raises(reading.SheetTooLong):
        reading.rows(cells(*at, said="x" * 1000))


@pytest.mark.parametrize("tag", ["<td ", "<!--", "<td colspan=60>"])
def test_a_page_of_tags_that_nobody_ended_costs_no_more_than_its_share(tag: str) -> None:
    began = time.process_time()
    with pytest.raises(reading.SheetTooLong):
        reading.rows(f"<table>{tag * 400_000}".encode())
    assert time.process_time() - began < 2  # of this process, which answers pages too


def test_a_sheet_that_is_hidden_is_not_read_in_place_of_the_one_that_people_see() -> None:
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    hidden, shown = book.add_worksheet(), book.add_worksheet()
    hidden.write(0, 0, "kín")
    shown.write(0, 0, "hiện")
    shown.activate()
    shown.set_first_sheet()
    hidden.very_hidden()
    book.close()
    assert reading.rows(file.getvalue()) == [["hiện"]]
