from datetime import UTC, datetime

import pytest

from hoaban.ui import deadlines

DUE = datetime(2020, 3, 26, 10, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("left", "clock", "words", "kind"),
    [
        (2, "running", "Còn 2 ngày làm việc", "ok"),
        (1, "running", "Còn 1 ngày làm việc", "soon"),
        (0, "running", "Đến hạn hôm nay", "soon"),
        (-3, "running", "Quá 3 ngày làm việc", "late"),
        (4, "paused", "Tạm dừng", "stop"),
        (4, "idle", "Chưa tính hạn", "stop"),
        (0, "ended", "Đúng hạn", "ok"),
        (-1, "ended", "Trễ 1 ngày làm việc", "late"),
    ],
)
def test_what_is_left_has_its_words_and_its_shape(
    left: int, clock: str, words: str, kind: str
) -> None:
    assert deadlines.left(left, "working_days", clock) == deadlines.Left(words, kind)


@pytest.mark.parametrize(
    ("minutes", "running", "over"),
    [
        (0, "Vừa quá hạn", "Vừa quá hạn"),
        (10, "Quá 10 phút", "Trễ 10 phút"),
        (59, "Quá 59 phút", "Trễ 59 phút"),
        (60, "Quá 1 giờ làm việc", "Trễ 1 giờ làm việc"),
        (479, "Quá 7 giờ làm việc", "Trễ 7 giờ làm việc"),
        (None, "Quá 1 ngày làm việc", "Trễ 1 ngày làm việc"),
    ],
)
def test_what_is_late_by_less_than_a_day_is_told_in_hours_and_minutes(
    minutes: int | None, running: str, over: str
) -> None:
    told = [deadlines.left(-1, clock=clock, minutes=minutes) for clock in ("running", "ended")]
    assert told == [deadlines.Left(running, "late"), deadlines.Left(over, "late")]


def test_hours_are_counted_as_hours() -> None:
    assert deadlines.left(5, "working_hours").words == "Còn 5 giờ làm việc"


def test_the_moment_is_told_beside_the_count() -> None:
    assert deadlines.until(DUE, 2) == "đến 17:00 thứ Năm 26/03/2020"


def test_a_passed_moment_is_what_was_promised() -> None:
    assert deadlines.until(DUE, -2) == "hẹn 17:00 thứ Năm 26/03/2020"
