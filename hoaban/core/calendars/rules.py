"""Who may change the calendar, and what a day or a week must look like. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from itertools import pairwise

from hoaban.core.people.roles import KEEPERS
from hoaban.core.refusals import NotAllowed, Refusal


class HolidayTaken(Refusal):
    """Ngày {on} đã có trong lịch với loại này; hãy rút dòng cũ trước khi nhập lại."""


class ExtraDayWithoutPair(Refusal):
    """Ngày làm bù phải ghi ngày được nghỉ hoán đổi đi kèm.

    calendar.holidays
    """


class ExtraDayNotAWeekend(Refusal):
    """Ngày làm bù {on} phải là thứ Bảy hoặc Chủ nhật.

    calendar.weekly_rest
    """


class WeeklyDayOffAlready(Refusal):
    """Ngày {on} vốn là ngày nghỉ hằng tuần nên không thể là ngày nghỉ bù hoặc nghỉ hoán đổi.

    calendar.substitutes
    """


class HolidayWithdrawnBefore(Refusal):
    """Dòng lịch này đã được rút trước đó."""


class HoursCross(Refusal):
    """Các khoảng giờ làm việc trong cùng một ngày chồng lên nhau hoặc kết thúc trước khi bắt
    đầu.
    """


class WeekWithoutHours(Refusal):
    """Phải có ít nhất một buổi làm việc trong tuần."""


class CalendarBasisMissing(Refusal):
    """Phải ghi căn cứ (văn bản, quyết định) của thay đổi lịch."""


class YearIncomplete(Refusal):
    """Năm {year} chưa đủ ngày nghỉ theo luật: còn thiếu {missing}.

    calendar.holidays
    """


@dataclass(frozen=True, slots=True)
class DayFacts:
    """A day about to enter the calendar. `is_taken`: the same kind is there already."""

    role: str
    on: date
    is_extra: bool  # worked though a weekend
    is_statutory: bool  # counts also when it falls on a weekend
    is_weekend: bool
    paired_on: date | None
    basis: str
    is_taken: bool


def may_keep(role: str) -> None:
    """IT officers and administrators keep the calendar; others read it [ND61/2018 Đ14]."""
    if role not in KEEPERS:
        raise NotAllowed


def may_add(facts: DayFacts) -> None:
    """Whether the day may enter the calendar [BLLĐ2019 Đ111] [BLLĐ2019 Đ112]."""
    may_keep(facts.role)
    on = f"{facts.on:%d/%m/%Y}"
    if not facts.basis.strip():
        raise CalendarBasisMissing
    if facts.is_taken:
        raise HolidayTaken(on=on)
    if facts.is_extra and facts.paired_on is None:
        raise ExtraDayWithoutPair
    if facts.is_extra and not facts.is_weekend:
        raise ExtraDayNotAWeekend(on=on)
    if facts.is_weekend and not (facts.is_extra or facts.is_statutory):
        raise WeeklyDayOffAlready(on=on)


def may_set_hours(role: str, basis: str, week: Sequence[tuple[int, time, time]]) -> None:
    """Whether a week of (weekday, opens, closes) may be worked."""
    may_keep(role)
    if not basis.strip():
        raise CalendarBasisMissing
    if not week:
        raise WeekWithoutHours
    if any(closes <= opens for _, opens, closes in week):
        raise HoursCross
    for (day, _, closes), (next_day, opens, _) in pairwise(sorted(week)):
        if day == next_day and opens <= closes:
            raise HoursCross


def may_confirm(role: str, basis: str, year: int, missing: Sequence[str]) -> None:
    """A year counts once every statutory holiday is in it [BLLĐ2019 Đ112]."""
    may_keep(role)
    if not basis.strip():
        raise CalendarBasisMissing
    if missing:
        raise YearIncomplete(year=year, missing=", ".join(missing))


def may_withdraw(role: str, basis: str, *, is_withdrawn: bool) -> None:
    """Whether a day may leave the calendar again [BLLĐ2019 Đ112]."""
    may_keep(role)
    if not basis.strip():
        raise CalendarBasisMissing
    if is_withdrawn:
        raise HolidayWithdrawnBefore
