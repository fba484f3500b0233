"""Statements as banks give them: whatever the file, the same three movements are read."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.datastructures import MultiValueDict

from hoaban.domains.onestop.statements import papers
from hoaban.domains.onestop.statements.forms import StatementForm
from hoaban.engines.sheets import reading
from hoaban.engines.sheets.tests import binary_books as books
from hoaban.gateways.payments import accounts

SAMPLES = sorted(
    path for path in (Path(__file__).parent / "samples").iterdir() if path.suffix != ".md"
)
OWN = ["MINHHOA03127"]


def form(data: bytes, accounts: list[str]) -> StatementForm:
    file = SimpleUploadedFile("sao-ke", data)
    return StatementForm({}, MultiValueDict({"file": [file]}), accounts=accounts)


def moved(given: StatementForm) -> list[tuple[str, int]]:
    """The day of each movement, and its sum: below nothing what left."""
    return [
        (line.message["paid_at"][:10], int(line.message["amount"]) * (-1 if line.is_out else 1))
        for line in papers.lines(given.rows, given.heads)
        if not line.why
    ]


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_every_sample_says_what_came_and_what_left(path: Path) -> None:
    given = form(path.read_bytes(), OWN)
    assert given.is_valid(), given.errors
    days, sums = zip(*moved(given), strict=True)
    assert days == ("2020-03-16", "2020-03-17", "2020-03-18")
    assert (sums[0], sums[1] < 0, sums[2]) == (16000, True, 1_250_000)


def binary(data: bytes, in_sheet: bytes = b"") -> bytes:
    """The rows of a sample as a workbook of the old kind, whose sums are numbers."""
    rows = [[_cell(value) for value in row] for row in reading.rows(data)]
    return books.book(rows, in_sheet=in_sheet)


def _cell(value: str) -> str | float | None:
    plain = value.replace(".", "")
    return float(plain) if plain.isdecimal() and value[0] != "0" else value or None


def test_the_old_kind_of_workbook_says_the_same_as_its_sample() -> None:
    data = next(path for path in SAMPLES if path.name == "hai-dong-tieu-de.csv").read_bytes()
    given, old = form(data, OWN), form(binary(data), OWN)
    assert given.is_valid()
    assert old.is_valid(), old.errors
    assert moved(old) == moved(given)
    link = books.record(0x01B8, bytes(40))
    refused = form(binary(data, link), OWN)
    assert not refused.is_valid()
    assert "công thức, liên kết hoặc macro" in str(refused.errors["file"])


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_a_statement_of_another_account_is_refused_whole(path: Path) -> None:
    names_one = path.name != "dau-tru.csv"
    given = form(path.read_bytes(), ["0123456789"])
    assert given.is_valid() is not names_one
    if names_one:
        assert "MINHHOA03127" in str(given.errors["file"])


@pytest.mark.parametrize(
    ("above", "named"),
    [
        (["Số tài khoản: 0123 456 789"], "0123456789"),
        (["Account No", "", "0123-456-789"], "0123456789"),
        (["ACCOUNT NO 0123456789 VND"], "0123456789"),
        (["STK:", "xxxxxx6789"], "xxxxxx6789"),
        (["Tài khoản đối ứng: 0123456789"], ""),
        (["Tên tài khoản", "UBND PHƯỜNG"], ""),
        (["Từ ngày 16/03/2020 đến 18/03/2020"], ""),
    ],
)
def test_the_account_is_read_above_the_headings(above: list[str], named: str) -> None:
    rows = [above, ["Ngày", "Số tiền", "Nội dung"]]
    assert accounts.named_above(rows, 1) == named


@pytest.mark.parametrize(
    ("named", "fits"),
    [
        ("0123456789", True),
        ("0123456780", False),
        ("xxxxxx6789", True),
        ("xxxxxx6780", False),
        ("0123xxx789", True),
        ("0124xxx789", False),
    ],
)
def test_an_account_that_is_shown_in_part_fits_by_what_is_shown(named: str, *, fits: bool) -> None:
    assert accounts.is_account(named, "0123456789") == fits


def test_a_page_of_more_rows_than_a_table_may_have_is_refused() -> None:
    page = "<table>" + "<tr><td>1</td></tr>" * (reading.MOST_ROWS + 1) + "</table>"
    with pytest.raises(reading.SheetTooLong):
        reading.rows(page.encode())
