"""Spreadsheets in: what a bank gives comes as rows of text and costs no more than its share."""

import io
import zipfile
from datetime import datetime

import pytest
import xlsxwriter

from hoaban.core.files.archives import ZipBomb
from hoaban.core.refusals import Refusal
from hoaban.engines.sheets import reading


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


@pytest.mark.parametrize("data", [b"PK\x03\x04", b"PK" + bytes(500), b"\xff\xfe\x00bad", b"\xc3"])
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


def test_a_workbook_that_names_a_far_cell_is_refused() -> None:
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    book.add_worksheet().write(1_000_000, 16_000, "x")
    book.close()
    with pytest.raises(Refusal):
        reading.rows(file.getvalue())
