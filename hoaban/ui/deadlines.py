"""Deadlines in words: what is left, until when, and with which colour and shape."""

from dataclasses import dataclass

from django.utils.translation import gettext, ngettext

from hoaban.ui import dates

OVER = frozenset({"ended", "done", "returned"})
HELD = frozenset({"paused", "stopped", "idle"})


@dataclass(frozen=True, slots=True)
class Left:
    """A sentence without its date, and the kind of tag it is shown with."""

    words: str
    kind: str


def _amount(count: int, unit: str) -> str:
    facts = {"count": count}
    if unit == "working_hours":
        return ngettext("%(count)s giờ làm việc", "%(count)s giờ làm việc", count) % facts
    if unit == "calendar_days":
        return ngettext("%(count)s ngày", "%(count)s ngày", count) % facts
    return ngettext("%(count)s ngày làm việc", "%(count)s ngày làm việc", count) % facts


def left(count: int, unit: str = "working_days", clock: str = "running") -> Left:
    """Words for `count` units left (below nought: late) on a clock that runs, rests or is over."""
    amount = _amount(abs(count), unit)
    if clock in OVER:
        if count < 0:
            return Left(gettext("Trễ %(amount)s") % {"amount": amount}, "late")
        return Left(gettext("Đúng hạn"), "ok")
    if clock in HELD:
        return Left(gettext("Chưa tính hạn") if clock == "idle" else gettext("Tạm dừng"), "stop")
    if count < 0:
        return Left(gettext("Quá %(amount)s") % {"amount": amount}, "late")
    if count == 0:
        words = gettext("Đến hạn trong giờ này") if unit == "working_hours" else ""
        return Left(words or gettext("Đến hạn hôm nay"), "soon")
    return Left(gettext("Còn %(amount)s") % {"amount": amount}, "soon" if count == 1 else "ok")


def until(due: dates.Time | None, count: int = 0, clock: str = "running") -> str:
    """`đến 17:00 thứ Năm 26/03/2020`, or `hẹn …` once that has passed."""
    if due is None:
        return ""
    late = count < 0 or clock in OVER
    text = gettext("hẹn %(moment)s") if late else gettext("đến %(moment)s")
    return text % {"moment": dates.moment(due)}
