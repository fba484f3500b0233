from datetime import UTC, date, datetime

from django.utils import translation

from hoaban.ui import dates

EVENING = datetime(2020, 3, 29, 17, 5, tzinfo=UTC)  # already Monday in Vietnam


def test_a_moment_is_told_in_vietnamese_wall_time() -> None:
    assert dates.moment(EVENING) == "00:05 thứ Hai 30/03/2020"


def test_a_day_is_the_vietnamese_day() -> None:
    assert dates.day(EVENING) == "30/03/2020"


def test_a_date_needs_no_clock() -> None:
    assert dates.moment(date(2020, 3, 29)) == "Chủ nhật 29/03/2020"


def test_a_moment_that_only_says_the_day_shows_no_hour() -> None:
    day = datetime(2020, 3, 29, 17, 0, tzinfo=UTC)
    shown = (dates.moment(day), dates.clock_time(day), dates.machine(day))
    assert shown == ("thứ Hai 30/03/2020", "", "2020-03-30")


def test_english_readers_get_english_weekdays_and_the_same_digits() -> None:
    with translation.override("en"):
        assert dates.long_day(date(2020, 3, 30)) == "Monday 30/03/2020"


def test_nothing_is_shown_for_nothing() -> None:
    shown = (dates.day(None), dates.moment(None), dates.month(None), dates.clock_time(None))
    assert shown == ("", "", "", "")


def test_a_machine_reads_the_moment_with_its_offset() -> None:
    assert dates.machine(EVENING) == "2020-03-30T00:05+07:00"
