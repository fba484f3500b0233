"""Workbooks hold what was given: days, numbers, and texts that nothing reckons."""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from xml.etree import ElementTree as ET

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from hoaban.engines.sheets import serving, workbook
from hoaban.engines.sheets.serving import Kind
from hoaban.engines.sheets.writing import Column, Sheet, Value

NS = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
ONE = [Column[Value]("what", "Cái gì", lambda value: value)]


@dataclass(frozen=True)
class Cell:
    """A cell as it stands in the file: what kind it is (s: text, n: number) and what it shows."""

    kind: str
    shown: str


def cells(file: bytes) -> dict[str, Cell]:
    """The cells of the only sheet by their places."""
    with zipfile.ZipFile(io.BytesIO(file)) as parts:
        page = ET.fromstring(parts.read("xl/worksheets/sheet1.xml"))  # noqa: S314 - our own file
        texts = list(_texts(parts))
    found = {}
    for cell in page.iterfind(".//m:c", NS):
        kind, value = cell.get("t", "n"), cell.findtext("m:v", "", NS)
        assert cell.find("m:f", NS) is None
        found[cell.get("r", "")] = Cell(kind, texts[int(value)] if kind == "s" else value)
    return found


def _texts(parts: zipfile.ZipFile) -> Iterator[str]:
    shared = ET.fromstring(parts.read("xl/sharedStrings.xml"))  # noqa: S314 - our own file
    for one in shared.iterfind("m:si", NS):
        yield one.findtext("m:t", "", NS)


def written(value: Value) -> Cell:
    return cells(workbook.as_xlsx(Sheet("mot", ONE, [value])))["A2"]


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        (None, Cell("n", "")),
        (1234, Cell("n", "1234")),
        (10**15, Cell("s", "1000000000000000")),
        (Decimal("79.08"), Cell("n", "79.08")),
        (date(2020, 3, 27), Cell("n", "43917")),
        (datetime(2020, 3, 27, 5, tzinfo=UTC), Cell("n", "43917.5")),
        ("=1+1", Cell("s", "=1+1")),
        ("@SUM(A1)", Cell("s", "@SUM(A1)")),
        ("https://example.test/", Cell("s", "https://example.test/")),
        ("0123", Cell("s", "0123")),
        ("Điện; nước", Cell("s", "Điện; nước")),
    ],
)
def test_a_value_is_kept_as_what_it_is_and_a_text_is_only_a_text(value: Value, cell: Cell) -> None:
    assert written(value) == cell


@given(st.text(alphabet=st.characters(), max_size=40))
def test_every_text_gives_a_file_that_can_be_read(text: str) -> None:
    assert written(text).kind == "s"


def test_a_text_longer_than_a_cell_is_cut() -> None:
    assert written("ă" * 40_000) == Cell("s", "ă" * workbook.LONGEST)


def test_headings_stand_under_common_ones_and_are_numbered_below_the_title() -> None:
    columns = [
        Column[int]("name", "Tên", str),
        Column[int]("all", "Tổng số", lambda row: row, group="Tiếp nhận"),
        Column[int]("new", "Trong kỳ", lambda row: row, group="Tiếp nhận"),
    ]
    sheet = Sheet("bieu", columns, [7], title=["Biểu"], notes=["Hết."], is_numbered=True)
    found = {place: cell.shown for place, cell in cells(workbook.as_xlsx(sheet)).items()}
    assert {place: shown for place, shown in found.items() if shown} == {
        "A1": "Biểu", "A2": "Tên", "B2": "Tiếp nhận", "B3": "Tổng số", "C3": "Trong kỳ",
        "A4": "(1)", "B4": "(2)", "C4": "(3)", "A5": "7", "B5": "7", "C5": "7", "A6": "Hết.",
    }  # fmt: skip


@pytest.mark.parametrize("kind", Kind)
def test_an_answer_is_a_file_to_take_away(kind: Kind) -> None:
    answer = serving.answer(Sheet("danh-sach", ONE, ["Đất"]), kind)
    assert answer["Content-Disposition"] == f'attachment; filename="danh-sach.{kind}"'
    assert answer.content.startswith({"xlsx": b"PK", "csv": b"\xef\xbb\xbf"}[kind])


def test_addresses_keep_what_was_asked_and_begin_at_the_first_line() -> None:
    given = QueryDict("late=1&after=abc")
    assert serving.addresses(given, "after") == {
        "xlsx": "?late=1&format=xlsx",
        "csv": "?late=1&format=csv",
    }
    assert [serving.asked({"format": name}) for name in ("xlsx", "csv", "pdf", "")] == [
        Kind.XLSX, Kind.CSV, None, None,
    ]  # fmt: skip
