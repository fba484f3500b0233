"""Deadlines in words: what is left, until when, and with which colour and shape."""

from dataclasses import dataclass

from django.utils.translation import gettext, ngettext

from hoaban.ui import dates

OVER = frozenset({"ended", "done", "returned"})
HELD = frozenset({"paused", "stopped", "idle"})
HOUR = 60  # minutes


@dataclass(frozen=True, slots=True)
class Left:
    """A sentence without its date, and the kind of tag it is shown with."""

    words: str
    kind: str


def _amount(count: int, unit: str) -> str:
    facts = {"count": count}
    if unit == "minutes":
        return ngettext("%(count)s phút", "%(count)s phút", count) % facts
    if unit == "working_hours":
        return ngettext("%(count)s giờ làm việc", "%(count)s giờ làm việc", count) % facts
    if unit == "calendar_days":
        return ngettext("%(count)s ngày", "%(count)s ngày", count) % facts
    if unit == "months":
        return ngettext("%(count)s tháng", "%(count)s tháng", count) % facts
    return ngettext("%(count)s ngày làm việc", "%(count)s ngày làm việc", count) % facts


def left(
    count: int,
    unit: str = "working_days",
    clock: str = "running",
    *,
    minutes: int | None = None,
) -> Left:
    """Words for `count` units left (below nought: late) on a clock that runs, rests or is over.

    `minutes` is the opening time by which it is late, where that is less than a working day.
    """
    if clock in OVER:
        if count < 0:
            return Left(_late(gettext("Trễ %(amount)s"), count, unit, minutes), "late")
        return Left(gettext("Đúng hạn"), "ok")
    if clock in HELD:
        return Left(gettext("Chưa tính hạn") if clock == "idle" else gettext("Tạm dừng"), "stop")
    if count < 0:
        return Left(_late(gettext("Quá %(amount)s"), count, unit, minutes), "late")
    amount = _amount(count, unit)
    if count == 0:
        words = gettext("Đến hạn trong giờ này") if unit == "working_hours" else ""
        return Left(words or gettext("Đến hạn hôm nay"), "soon")
    return Left(gettext("Còn %(amount)s") % {"amount": amount}, "soon" if count == 1 else "ok")


def _late(words: str, count: int, unit: str, minutes: int | None) -> str:
    """By how much it is late: in days, below a day in hours, below an hour in minutes."""
    if minutes is None:
        return words % {"amount": _amount(-count, unit)}
    if minutes >= HOUR:
        return words % {"amount": _amount(minutes // HOUR, "working_hours")}
    return words % {"amount": _amount(minutes, "minutes")} if minutes else gettext("Vừa quá hạn")


def until(due: dates.Time | None, count: int = 0, clock: str = "running") -> str:
    """`đến 17:00 thứ Năm 26/03/2020`, or `hẹn …` once that has passed."""
    if due is None:
        return ""
    late = count < 0 or clock in OVER
    text = gettext("hẹn %(moment)s") if late else gettext("đến %(moment)s")
    return text % {"moment": dates.moment(due)}
