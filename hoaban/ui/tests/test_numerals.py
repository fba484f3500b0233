from decimal import Decimal

import pytest
from django.utils import translation

from hoaban.ui import numerals


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (0, "0"),
        (1234567, "1.234.567"),
        (1234567.89, "1.234.567,89"),
        (Decimal("12.50"), "12,5"),
        (-1500, "-1.500"),
        (None, ""),
    ],
)
def test_figures_are_grouped_by_points_with_a_decimal_comma(
    value: numerals.Number | None, shown: str
) -> None:
    assert numerals.number(value) == shown


def test_halves_are_rounded_up_as_people_do() -> None:
    assert [numerals.number(x, 1) for x in (0.25, 0.35, Decimal("2.45"))] == ["0,3", "0,4", "2,5"]


def test_a_share_is_followed_by_its_sign() -> None:
    assert (numerals.percent(97.84), numerals.percent(79.08, 2)) == ("97,8 %", "79,08 %")


def test_money_has_no_decimals() -> None:
    assert (numerals.money(75000), numerals.money(0)) == ("75.000 đồng", "0 đồng")


def test_reports_count_in_millions() -> None:
    assert numerals.millions(1_234_500_000) == "1.234,5 triệu đồng"


def test_sizes_are_told_in_the_unit_people_compare() -> None:
    assert [numerals.size(n) for n in (0, 12, 412_345, 4_123_456)] == [
        "0 kB",
        "1 kB",
        "412 kB",
        "4,1 MB",
    ]


def test_an_identity_number_shows_its_last_digits_only() -> None:
    assert numerals.masked("040000000123") == "•••••••••123"


def test_a_phone_number_is_read_in_three_groups() -> None:
    assert (numerals.phone("0900000123"), numerals.phone("113")) == ("0900 000 123", "113")


def test_english_pages_write_figures_as_english_does() -> None:
    with translation.override("en"):
        assert (numerals.number(1234567.89), numerals.percent(97.84)) == ("1,234,567.89", "97.8%")
        assert (numerals.money(75000), numerals.size(4_123_456)) == ("VND 75,000", "4.1 MB")
