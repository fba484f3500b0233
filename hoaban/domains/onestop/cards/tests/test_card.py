"""What a card's line says, and the commune that its address names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoaban.domains.onestop.cards.queries import Commune, place
from hoaban.domains.onestop.cards.rules import Card, card, numbers

COMMUNES = [
    Commune("03127", "Phường Him Lam", "Thành phố Điện Biên Phủ"),
    Commune("03130", "Phường Thanh Bình", "Thành phố Điện Biên Phủ"),
    Commune("03256", "Xã Thanh Xương", "Huyện Điện Biên"),
    Commune("03001", "Xã Phu Luông", "Huyện Điện Biên"),
    Commune("03002", "Xã Phu Luông", "Huyện Mường Nhé"),
]
TEXT = st.text(st.characters(exclude_characters="|", exclude_categories=["C"]), max_size=40)
DIGITS = st.text("0123456789", min_size=8, max_size=8)


def test_a_line_is_a_card_whatever_a_newer_card_adds_behind() -> None:
    line = "011190000123|050123456|Lò Thị Ban|12051990|Nữ|Tổ 4, Him Lam|25042021"
    said = Card("011190000123", "Lò Thị Ban", "12/05/1990", "female", "Tổ 4, Him Lam", "25/04/2021")
    assert (card(line), card(f"{line}||Lò Văn Cha|Lò Thị Mẹ|")) == (said, said)


@pytest.mark.parametrize(
    "line",
    ["", "https://vidu.vn/?a=1|2|3|4|5|6|7", "01119|x|Lò|12051990|Nữ|Tổ 4|25042021", "|" * 50],
)
def test_another_line_is_no_card(line: str) -> None:
    assert card(line) is None


@given(st.text(max_size=300))
def test_any_line_is_read_without_complaint(line: str) -> None:
    card(line)


@given(TEXT.filter(bool), DIGITS, TEXT, DIGITS)
def test_what_a_card_says_comes_back_as_it_was(
    name: str, born: str, address: str, issued: str
) -> None:
    found = card(f"011190000123||{name}|{born}|Nam|{address}|{issued}")
    assert found == Card(
        "011190000123",
        name.strip(),
        f"{born[:2]}/{born[2:4]}/{born[4:]}",
        "male",
        address.strip(),
        f"{issued[:2]}/{issued[2:4]}/{issued[4:]}",
    )


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("Tổ 4, Him Lam, Điện Biên Phủ, Điện Biên", ("03127", "Tổ 4")),
        ("Số 2, ngõ 3, Phường Thanh Bình, TP Điện Biên Phủ", ("03130", "Số 2, ngõ 3")),
        ("Bản Huổi, Phu Luông, Mường Nhé, Điện Biên", ("03002", "Bản Huổi")),
        ("Bản Huổi, Phu Luông, Điện Biên", ("03001", "Bản Huổi")),
        ("Bản Huổi, Phu Luông, Lai Châu", ("", "Bản Huổi, Phu Luông, Lai Châu")),
        ("Số 1, Hàng Bài, Hoàn Kiếm, Hà Nội", ("", "Số 1, Hàng Bài, Hoàn Kiếm, Hà Nội")),
        ("", ("", "")),
    ],
)
def test_the_commune_of_an_address_is_found_by_its_name_and_district(
    address: str, found: tuple[str, str]
) -> None:
    assert place(address, COMMUNES) == found


BAN = Card("011190000123", "Lò Thị Ban", "12/05/1990", "female", "Tổ 4, Him Lam", "25/04/2021")


@pytest.mark.parametrize(
    "line",
    [
        "]Q1011190000123|050123456|Lò Thị Ban|12051990|Nữ|Tổ 4, Him Lam|25042021",
        "011190000123\x1d050123456\x1dLò Thị Ban\x1d12051990\x1dNữ\x1dTổ 4, Him Lam\x1d25042021",
        "011190000123\t050123456\tLò Thị Ban\t12/05/1990\tNữ\tTổ 4, Him Lam\t25/04/2021\r",
        "011190000123;050123456;Lò Thị Ban;12051990;Nữ;Tổ 4, Him Lam;25042021;;;",
        "011190000123~050123456~Lò Thị Ban~12-05-1990~Nữ~Tổ 4, Him Lam~25.04.2021",
        "CCCD: 011190000123|050123456|Lò Thị Ban|12051990|Nữ|Tổ 4, Him Lam|25042021|||",
    ],
)
def test_a_card_is_read_as_readers_write_it(line: str) -> None:
    assert (card(line), numbers(line)) == (BAN, ("011190000123", "050123456"))


def test_another_line_has_no_numbers() -> None:
    assert (numbers("011190000123"), numbers("a; b; c; d; e; f; g; h")) == ((), ())
    assert numbers("011190000123||Lò Thị Ban|12051990|Nữ|Tổ 4|25042021") == ("011190000123",)
