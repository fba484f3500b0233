"""Statements of many banks: what came in and what went out is read, the unclear is told."""

import pytest

from hoaban.domains.onestop.statements import papers, rules
from hoaban.domains.onestop.statements.forms import TALLEST
from hoaban.domains.onestop.statements.refused import ColumnsUnknown
from hoaban.engines.sheets import moments

DAY = "Ngày giao dịch;"


def read(heads: str, line: str) -> int | str:
    """The sum of the one line, below nothing what went out, or why it is not known."""
    rows = [heads.split(";"), line.split(";")]
    (found,) = papers.lines(rows, rules.heads(rows, tallest=TALLEST))
    return found.why or int(found.message["amount"]) * (-1 if found.is_out else 1)


@pytest.mark.parametrize(
    ("heads", "line"),
    [
        (DAY + "Số tham chiếu;Số tiền ghi nợ;Số tiền ghi có;Mô tả", "16/03/2020;5;;16,000;HB"),
        (DAY + "Phát sinh nợ;Phát sinh có;Số dư;Nội dung", "16/03/2020;0;16,000;1,000;HB"),
        ("Ngày hiệu lực;Ghi nợ;Ghi có;Số dư;Diễn giải", "16/03/20;0.00;16,000.00;9;HB"),
        ("Ngày GD;Mô tả giao dịch;Nợ;Có;Số dư có;Số CT", "16-03-2020;HB;;16,000;1;F"),
        ("Ngày;Phát sinh Nợ/Debit;Phát sinh Có/Credit;Nội dung", "16/03/2020;0;16.000,00;HB"),
        ("Ngày ghi có;Mô tả (nếu có);Số tiền", "16/03/2020;HB;16.000"),
        (DAY + "PS nợ;PS có;Nội dung", "16/03/2020 10:00:00 AM;0;16000;HB"),
        ("Ngày;Diễn giải;Nợ TKTT;Có TKTT", "16/03/2020;HB;;16,000"),
        (DAY + "Số tiền;Loại GD (Nợ/Có);Nội dung", "16/03/2020;16,000;Có;HB"),
        (DAY + "Số tiền;D/C;Nội dung", "16/03/2020;16,000;C;HB"),
        (DAY + "Số tiền ghi nợ;Số tiền;Nội dung", "16/03/2020;;16.000;HB"),
        (DAY + "Số tiền (Nợ/Có);Nội dung", "16/03/2020;+16.000;HB"),
        ("Date;Amount;Details;Ref", "2020-03-16;16000;HB;1"),
        (DAY + "Số tiền ghi có;Nội dung", "16/03/2020;16.000 đ;HB"),
        (DAY + "Số tiền ghi có;Nội dung", "16/03/2020;VND 16,000;HB"),
        (DAY + "Số tiền;Nội dung", "16/03/2020;+16,000 VND;no"),
    ],
)
def test_money_that_came_in_is_read_as_banks_write_it(heads: str, line: str) -> None:
    assert read(heads, line) == 16000


@pytest.mark.parametrize(
    ("heads", "line"),
    [
        (DAY + "Số tiền;Nợ/Có;Nội dung;Mã giao dịch", "16/03/2020;16.000;Nợ;HB;F1"),
        (DAY + "Số tiền;D/C;Nội dung", "16/03/2020;16.000;D;HB"),
        (DAY + "Số tiền;Loại;Nội dung", "16/03/2020;16.000;Ghi nợ;HB"),
        (DAY + "Số tiền ghi nợ;Số tiền;Nội dung", "16/03/2020;16.000;;HB"),
        (DAY + "Ghi nợ;Ghi có;Nội dung", "16/03/2020;16.000;0;HB"),
        *((DAY + "Số tiền;Nội dung", f"16/03/2020;{out};HB") for out in ("-16.000", "(16.000)")),
        *((DAY + "Số tiền;Nội dung", f"16/03/2020;{out};HB") for out in ("16,000 DR", "16000-")),
    ],
)
def test_money_that_went_out_never_came_in(heads: str, line: str) -> None:
    assert read(heads, line) == -16000


@pytest.mark.parametrize(
    ("heads", "line", "told"),
    [
        (DAY + "Số tiền;Nợ/Có;Nội dung", "16/03/2020;16.000;?;HB", "Không rõ tiền vào"),
        (DAY + "Số tiền;Nợ/Có;Nội dung", "16/03/2020;16.000;;HB", "Không rõ tiền vào"),
        (DAY + "Số tiền (Nợ/Có);Nội dung", "16/03/2020;16.000;HB", "Không rõ tiền vào"),
        (DAY + "Ghi nợ;Ghi có;Nội dung", "16/03/2020;16.000;16.000;HB", "Không rõ tiền vào"),
        (DAY + "Ghi có;Nội dung", "16/03/2020;16 nghìn;HB", "Không đọc được số tiền"),
    ],
)
def test_what_is_unclear_is_told_and_not_taken(heads: str, line: str, told: str) -> None:
    assert str(read(heads, line)).startswith(told)


def test_a_column_of_money_that_went_out_alone_is_no_statement() -> None:
    with pytest.raises(ColumnsUnknown):
        rules.heads([["Ngày giao dịch", "Số tiền ghi nợ", "Nội dung"]], tallest=TALLEST)


@pytest.mark.parametrize(
    ("typed", "hour"),
    [
        *[("10:00:00 AM", 10), ("02:15 PM", 14), ("12:05 SA", 0), ("12:05 CH", 12)],
        *[("14:00 PM", 14), ("", 0)],
    ],
)
def test_hours_of_half_days_and_years_in_short(typed: str, hour: int) -> None:
    found = moments.read(f"16/03/20 {typed}")
    assert found
    assert (found.date().isoformat(), found.hour) == ("2020-03-16", hour)


@pytest.mark.parametrize(
    ("line", "is_skipped"),
    [
        ("Cộng;3.300;9.000;", True),
        (";3.300;9.000;Tổng cộng:", True),
        ("Số dư cuối kỳ;;9.000;", True),
        (";;9.000;Công ty Hoa Ban nộp phí", False),
        ("16/03/2020;;9.000;cộng", False),
    ],
)
def test_a_line_of_sums_without_a_day_is_said_to_be_one(
    line: str,
    is_skipped: bool,  # noqa: FBT001 - a column of the table
) -> None:
    found = read(DAY + "Ghi nợ;Ghi có;Nội dung", line)
    assert (found == "Dòng cộng hoặc số dư của ngân hàng: bỏ qua.") is is_skipped
