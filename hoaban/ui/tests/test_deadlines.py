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


def test_hours_are_counted_as_hours() -> None:
    assert deadlines.left(5, "working_hours").words == "Còn 5 giờ làm việc"


def test_the_moment_is_told_beside_the_count() -> None:
    assert deadlines.until(DUE, 2) == "đến 17:00 thứ Năm 26/03/2020"


def test_a_passed_moment_is_what_was_promised() -> None:
    assert deadlines.until(DUE, -2) == "hẹn 17:00 thứ Năm 26/03/2020"
