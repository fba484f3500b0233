"""Days as people write them on any keypad; of an old birth the year alone."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as some

from hoaban.core import days
from hoaban.core.refusals import Refusal

SOME_DAY = some.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31))
WRITINGS = ["{d:02}/{m:02}/{y}", "{d}/{m}/{y}", "{d}.{m}.{y}", "{d}-{m}-{y}", "{d:02} {m:02} {y}"]
WRITINGS += ["{d:02}{m:02}{y}", "{y}-{m:02}-{d:02}", "ngày {d} tháng {m} năm {y}", " {d}/ {m}/ {y}"]


@given(day=SOME_DAY, writing=some.sampled_from(WRITINGS), partly=some.booleans())
def test_a_day_is_read_however_it_is_written(day: date, writing: str, *, partly: bool) -> None:
    written = writing.format(d=day.day, m=day.month, y=day.year)
    assert days.read(written, partly=partly) == day.isoformat()
    assert days.read(days.shown(day.isoformat())) == day.isoformat()


@pytest.mark.parametrize(
    ("written", "kept", "shown"),
    [
        ("1948", "1948", "1948"),
        ("03/1948", "1948-03", "03/1948"),
        ("3-1948", "1948-03", "03/1948"),
        ("031948", "1948-03", "03/1948"),
        ("1948-03", "1948-03", "03/1948"),
        ("tháng 3 năm 1948", "1948-03", "03/1948"),
        ("00/00/1948", "1948", "1948"),
        ("00/03/1948", "1948-03", "03/1948"),
        ("19480331", "1948-03-31", "31/03/1948"),
    ],
)
def test_a_birth_may_be_known_by_month_or_year(written: str, kept: str, shown: str) -> None:
    assert days.read(written, partly=True) == kept
    assert days.shown(kept) == shown
    if len(kept) < len("1948-03-31"):
        with pytest.raises(Refusal):
            days.read(written)


@pytest.mark.parametrize("written", ["nay", "Đến nay", " NAY. ", "hiện  nay", "den nay", "now"])
def test_what_has_not_ended_is_said_in_words_where_that_is_an_answer(written: str) -> None:
    assert days.read(written, partly=True, ongoing=True) == days.NOW
    assert days.span(days.NOW) is None
    with pytest.raises(Refusal):
        days.read(written, partly=True)


@pytest.mark.parametrize(
    ("written", "refusal"),
    [
        ("31/02/1990", days.NoSuchDay),
        ("29/02/1989", days.NoSuchDay),
        ("1/13/1990", days.NoSuchDay),
        ("00/05/1990", days.NoSuchDay),
        ("31/03/19900", days.NoSuchDay),
        ("01/02/90", days.YearInShort),
        ("31/03/0199", days.YearTooEarly),
        ("0020-03-31", days.YearTooEarly),
        ("0001-01-01", days.YearTooEarly),
        ("1/3/1800", days.YearTooEarly),
        ("1948", days.DayInPart),
        ("03/1948", days.DayInPart),
        ("hôm qua", days.DayUnreadable),
        ("3/2020/1", days.DayUnreadable),
        ("٣١/٠٣/١٩٩٠", days.DayUnreadable),
        ("1" * 41, days.DayUnreadable),
        ("", days.DayUnreadable),
    ],
)
def test_what_is_no_day_is_told_why(written: str, refusal: type[Refusal]) -> None:
    with pytest.raises(refusal):
        days.read(written)


@given(written=some.text(max_size=60), partly=some.booleans())
def test_any_text_is_a_day_or_a_refusal(written: str, *, partly: bool) -> None:
    try:
        kept = days.read(written, partly=partly)
    except Refusal:
        return
    assert days.span(kept) is not None


@pytest.mark.parametrize(
    ("kept", "first", "last"),
    [
        ("1948-03-31", date(1948, 3, 31), date(1948, 3, 31)),
        ("1948-02", date(1948, 2, 1), date(1948, 2, 29)),
        ("1948", date(1948, 1, 1), date(1948, 12, 31)),
    ],
)
def test_a_kept_day_means_all_the_days_that_it_may_be(kept: str, first: date, last: date) -> None:
    assert days.span(kept) == (first, last)


@pytest.mark.parametrize("other", ["", None, "x", "0000", "1948-13", "1948-02-30", 5, "19480331"])
def test_what_is_no_kept_day_means_none(other: object) -> None:
    assert days.span(other) is None
    assert days.shown(other) == str(other)


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (datetime(2020, 3, 29, 17, 0, tzinfo=UTC), "30/03/2020"),
        (datetime(2020, 3, 29, 17, 5, tzinfo=UTC), "00:05 30/03/2020"),
        (datetime(2020, 3, 30, 1, 0, tzinfo=UTC), "08:00 30/03/2020"),
    ],
)
def test_a_moment_that_only_says_the_day_is_written_without_an_hour(
    moment: datetime, words: str
) -> None:
    assert days.written(moment) == words
