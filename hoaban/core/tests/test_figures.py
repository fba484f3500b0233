"""Numbers as people write them: nobody's figure becomes another."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as some

from hoaban.core import figures
from hoaban.core.refusals import Refusal


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("0", 0),
        ("12", 12),
        ("1000000", 1_000_000),
        ("1.000.000", 1_000_000),
        ("1 000 000", 1_000_000),
        ("1\u00a0000", 1000),
        ("1,000", 1000),
        ("16.000", 16_000),
        ("16.000 đ", 16_000),
        ("16 000 đồng", 16_000),
        ("16000VND", 16_000),
        ("-3", -3),
        ("３", 3),
        ("１２", 12),
        ("１．０００", 1000),
        ("１６ ０００ đ", 16_000),
    ],
)
def test_a_whole_number_is_read(written: str, kept: int) -> None:
    assert figures.whole(written) == kept


NO_WHOLE = ["120,5", "145.5", "7,2", "1.00", "1.0000", "1.000,5", "1.000.00", "1,000.000", "một"]
NO_WHOLE += ["", "1e3", "1e３", "10²", "½", "1 2", "٣", "--1", "1" * 41, "+-1", "12 m"]


@pytest.mark.parametrize("written", NO_WHOLE)
def test_what_is_no_whole_number_is_refused_and_never_made_one(written: str) -> None:
    with pytest.raises(figures.NumberUnreadable):
        figures.whole(written)


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("120,5", Decimal("120.5")),
        ("120.5", Decimal("120.5")),
        ("72,50", Decimal("72.5")),
        ("72,00", 72),
        ("1.250,75", Decimal("1250.75")),
        ("1,250.75", Decimal("1250.75")),
        ("1.250", 1250),
        ("1250", 1250),
        ("0,5", Decimal("0.5")),
    ],
)
def test_a_measured_figure_keeps_its_fraction(written: str, kept: int | Decimal) -> None:
    assert figures.fraction(written, 2) == kept


@pytest.mark.parametrize("written", ["1,250", "1,2,3", "1.2.3", ",5", "5,", "1.25,5", "abc", ""])
def test_a_fraction_with_two_meanings_or_none_is_refused(written: str) -> None:
    with pytest.raises(figures.FractionUnreadable):
        figures.fraction(written, 2)


def test_finer_than_is_kept_is_told() -> None:
    with pytest.raises(figures.TooFine):
        figures.fraction("7,12", 1)
    with pytest.raises(figures.TooFine):
        figures.fraction("7,1254", 2)


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("50 triệu", 50_000_000),
        ("50 Triệu đồng", 50_000_000),
        ("50tr", 50_000_000),
        ("1,5 tỷ", 1_500_000_000),
        ("1.5 tỉ", 1_500_000_000),
        ("1 tỷ 200 triệu", 1_200_000_000),
        ("500 nghìn", 500_000),
        ("1.500 ngàn", 1_500_000),
        ("50.000.000 đ", 50_000_000),
    ],
)
def test_an_amount_is_read_as_people_say_it(written: str, kept: int) -> None:
    assert figures.amount(written) == kept


NO_AMOUNT = ["triệu", "5 triệu 1 tỷ", "1,0000001 triệu", "5 triệu 3", "5 triệu ba", "٣ triệu"]
NO_AMOUNT += ["1,250 tỷ", "", "abc", "-5 triệu", "9 tỷ " * 20]


@pytest.mark.parametrize("written", NO_AMOUNT)
def test_what_is_no_amount_is_refused_and_never_made_one(written: str) -> None:
    with pytest.raises(Refusal):
        figures.amount(written)


@given(some.integers(min_value=0, max_value=10**15))
def test_groups_of_three_are_the_number(number: int) -> None:
    grouped = f"{number:,}"
    for mark in (".", " ", ","):
        assert figures.whole(grouped.replace(",", mark)) == number


@given(some.text(max_size=60))
def test_any_text_is_a_number_or_a_refusal(written: str) -> None:
    for read in (figures.whole, lambda text: figures.fraction(text, 2)):
        try:
            assert isinstance(read(written), int | Decimal)
        except Refusal:
            continue
