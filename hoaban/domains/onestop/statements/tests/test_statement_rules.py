"""Statements as banks give them: which column is what, what a line says."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoaban.core.workdays.tables import VIETNAM
from hoaban.domains.onestop.statements import papers, rules
from hoaban.domains.onestop.statements.forms import TALLEST
from hoaban.domains.onestop.statements.refused import ColumnsUnknown
from hoaban.engines.sheets import amounts, moments

HEADS = ["STT", "Ngày giao dịch", "Số tiền ghi nợ", "Số tiền ghi có", "Nội dung", "Số bút toán"]


def test_headings_are_found_below_what_a_bank_prints_above_them() -> None:
    found = rules.heads([["SAO KÊ TÀI KHOẢN"], [], ["Số dư đầu: 1.000"], HEADS], tallest=TALLEST)
    assert (found.line, dict(found.places)) == (
        3,
        {"debit": 2, "amount": 3, "memo": 4, "paid_at": 1, "number": 5},
    )
    other = rules.heads([["Date", "Credit", "Description"]], tallest=TALLEST)
    assert dict(other.places) == {"amount": 1, "memo": 2, "paid_at": 0}
    with pytest.raises(ColumnsUnknown):
        rules.heads([["a", "b"]] * 40, tallest=TALLEST)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        *[("16000", 16000), ("16.000", 16000), ("16,000.00", 16000), ("+16 000 VND", 16000)],
        *[("1.234.567", 1234567), ("16000.0", 16000), ("", 0), ("-16000", -16000), ("0", 0)],
        *[("abc", None), ("16000.55", None), ("1.23", None), ("16.00.000", None)],
    ],
)
def test_sums_are_read_as_banks_write_them(typed: str, found: int | None) -> None:
    assert amounts.signed(typed) == found


@pytest.mark.parametrize(
    "typed",
    ["30/03/2020 10:15", "10:15:00 30-03-2020", "2020-03-30T10:15:00", "30/3/2020, 10:15"],
)
def test_moments_are_those_of_the_country(typed: str) -> None:
    assert moments.read(typed) == datetime(2020, 3, 30, 10, 15, tzinfo=VIETNAM)


def test_no_moment_is_none() -> None:
    assert [moments.read(typed) for typed in ("", "31/02/2020", "99:99 30/03/2020", "x")] == (
        [None] * 4
    )


@given(st.text(max_size=80))
def test_any_cell_is_read_or_says_nothing(text: str) -> None:
    found = amounts.signed(text)
    assert found is None or isinstance(found, int)
    moment = moments.read(text)
    assert moment is None or moment.tzinfo is not None


def test_lines_without_a_number_are_told_apart_and_named_the_same_again() -> None:
    rows = [["Ngày", "Ghi có", "Nội dung"], *[["30/03/2020", "16.000", "HB"]] * 2, []]
    rows += [["30/03/2020", "", "phí"], ["x", "16.000", "HB"]]
    first = list(papers.lines(rows, rules.heads(rows, tallest=TALLEST)))
    again = list(papers.lines(rows, rules.heads(rows, tallest=TALLEST)))
    assert first == again
    assert [line.number for line in first] == [2, 3, 5, 6]
    assert len({line.message["number"] for line in first[:2]}) == 2
    assert [bool(line.why) for line in first] == [False, False, True, True]
