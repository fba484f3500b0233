"""Late steps by officer as a file: columns, headings, notes."""

from collections.abc import Sequence

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hoaban.casework.turns.enums import Ending
from hoaban.domains.onestop.overdue.queries import MOST
from hoaban.domains.onestop.overdue.rules import Step
from hoaban.engines.sheets.writing import Column
from hoaban.engines.tallies.periods import Period
from hoaban.ui import dates, deadlines, numerals


def how_late(one: Step) -> str:
    """By how much, in working days, below a day in hours and minutes."""
    clock = "done" if one.until else "running"
    return deadlines.left(one.left.days, clock=clock, minutes=one.left.minutes).words


HOW = {
    Ending.DONE: _("Đã xong"),
    Ending.RETURNED: _("Trả lại bước trước"),
    Ending.PAUSED: _("Chuyển sang chờ người nộp"),
    Ending.SILENT: _("Ghi nhận không trả lời"),
    Ending.LEFT: _("Hồ sơ kết thúc khi bước chưa xong"),
    Ending.GIVEN_ON: _("Chưa xong, giao cho người khác"),
}


def ended(one: Step) -> str:
    """How the step ended: not every one that ended was done."""
    if one.until is None:
        return gettext("Chưa xong")
    return str(HOW[Ending(one.ending or Ending.DONE)])


def note(one: Step) -> str:
    """What must be known so that nobody is blamed for what another kept."""
    return gettext("Đến tay khi đã trễ") if one.came_late else ""


COLUMNS = [
    Column[Step]("officer", _("Cán bộ"), lambda one: one.officer, width=30),
    Column[Step]("unit", _("Phòng, bộ phận"), lambda one: one.unit, width=20),
    Column[Step]("step", _("Việc phải làm"), lambda one: one.step, width=30),
    Column[Step]("code", _("Mã hồ sơ"), lambda one: one.code, width=26),
    Column[Step]("procedure", _("Thủ tục"), lambda one: one.procedure, width=36),
    Column[Step]("since", _("Nhận lúc"), lambda one: one.since),
    Column[Step]("due", _("Phải xong lúc"), lambda one: one.due),
    Column[Step]("until", _("Kết thúc lúc"), lambda one: one.until),
    Column[Step]("ended", _("Kết thúc thế nào"), ended, width=28),
    Column[Step]("late", _("Trễ"), how_late),
    Column[Step]("note", _("Ghi chú"), note, width=24),
]


def title(agency: str, days: Period) -> list[str]:
    """What stands above the columns of the file."""
    begins, ends = dates.day(days.from_on), dates.day(days.to_on)
    return [
        agency.upper(),
        "CÁC BƯỚC GIẢI QUYẾT HỒ SƠ TRỄ HẠN THEO CÁN BỘ",
        f"Kết thúc từ ngày {begins} đến hết ngày {ends}, và chưa xong mà đã trễ",
    ]


def notes(steps: Sequence[Step], *, has_more: bool) -> list[str]:
    """What stands below the rows."""
    caused = [one for one in steps if not one.came_late]
    facts = {
        "open": numerals.number(sum(one.until is None for one in caused)),
        "done": numerals.number(sum(one.until is not None for one in caused)),
        "came": numerals.number(len(steps) - len(caused)),
    }
    said = [
        gettext(
            "Chưa xong, đã trễ: %(open)s; đã kết thúc, trễ: %(done)s; đến tay khi đã trễ: %(came)s"
        )
        % facts
    ]
    return said + [stopped()] * has_more


def stopped() -> str:
    """What is said where the list does not hold all."""
    words = gettext("Danh sách dừng ở %s bước: chọn kỳ ngắn hơn để xem phần còn lại.")
    return words % numerals.number(MOST)
