"""Spreadsheets are written as the programs of this country read them."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from hoaban.engines.sheets import writing
from hoaban.engines.sheets.writing import Column, Sheet, Value

COLUMNS = [
    Column[tuple[str, int]]("name", "Tên", lambda row: row[0]),
    Column[tuple[str, int]]("count", "Số lượng", lambda row: row[1]),
]


def test_a_file_has_a_mark_a_head_and_semicolons() -> None:
    written = writing.as_csv(Sheet("danh-sach", COLUMNS, [("Điện; nước", 3), ("Đất", 12)]))
    assert written == '\ufeffTên;Số lượng\r\n"Điện; nước";3\r\nĐất;12\r\n'.encode()


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (-3, "-3"),
        (Decimal("79.08"), "79,08"),
        (date(2020, 3, 27), "27/03/2020"),
        (datetime(2020, 3, 27, 1, 5, tzinfo=UTC), "27/03/2020 08:05"),
        ("=1+1", "'=1+1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        (" =1+1", "' =1+1"),
        ("\n=1+1", "'\n=1+1"),
        ("\u200b+84", "'\u200b+84"),
        ("\ufeff=1", "'\ufeff=1"),
        ("\u00a0-1", "'\u00a0-1"),
        ("\uff1d1", "'\uff1d1"),
        ("Lò Thị = Ban", "Lò Thị = Ban"),
        (" ", " "),
        ("Đất", "Đất"),
    ],
)
def test_values_are_written_as_people_write_them_and_never_reckoned(
    value: Value, text: str
) -> None:
    assert writing.written(value) == text


def test_a_day_without_an_hour_is_written_without_one() -> None:
    day = datetime(2020, 3, 29, 17, 0, tzinfo=UTC)
    assert (writing.written(day), writing.written(day + timedelta(minutes=5))) == (
        "30/03/2020",
        "30/03/2020 00:05",
    )


def test_common_headings_stand_before_each_of_theirs_and_notes_come_last() -> None:
    columns = [COLUMNS[0], replace(COLUMNS[1], group="Tiếp nhận")]
    sheet = Sheet("bieu", columns, [("Đất", 1)], title=["Biểu"], notes=["Hết."], is_numbered=True)
    assert writing.as_csv(sheet).decode("utf-8-sig").splitlines() == [
        "Tên;Tiếp nhận: Số lượng",
        "Đất;1",
        "Hết.",
    ]
