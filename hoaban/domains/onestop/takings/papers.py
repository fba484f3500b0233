"""The takings as a file: columns, headings, sums."""

from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from hoaban.domains.onestop.cashbook.queries import Sums
from hoaban.domains.onestop.takings.queries import Line
from hoaban.engines.sheets.writing import Column
from hoaban.engines.tallies.periods import Period
from hoaban.ui import dates, numerals


def _note(one: Line) -> str:
    if one.is_cancelled:
        return gettext("Đã hủy: %s") % one.reason
    if one.is_back:
        return gettext("Thu lại khoản hoàn trả: %s") % one.reason
    return gettext("Hoàn trả: %s") % one.reason if one.amount < 0 else ""


COLUMNS = [
    Column[Line]("symbol", pgettext_lazy("biên lai", "Số biên lai"), lambda one: one.symbol),
    Column[Line]("taken_at", _("Thu lúc"), lambda one: one.taken_at),
    Column[Line]("code", _("Mã hồ sơ"), lambda one: one.code, width=26),
    Column[Line]("payer", _("Người nộp tiền"), lambda one: one.payer),
    Column[Line]("purpose", _("Khoản thu"), lambda one: one.purpose, width=36),
    Column[Line]("amount", _("Số tiền (đồng)"), lambda one: one.amount),
    Column[Line]("paid_by", _("Hình thức nộp"), lambda one: one.paid_by),
    Column[Line]("taken_by", _("Người thu"), lambda one: one.taken_by),
    Column[Line](
        "note",
        _("Ghi chú"),
        _note,
        width=30,
    ),
    Column[Line]("agency", _("Cơ quan thu"), lambda one: one.agency, width=30),
]


def title(agency: str, days: Period) -> list[str]:
    """What stands above the columns of the file."""
    begins, ends = dates.day(days.from_on), dates.day(days.to_on)
    return [agency.upper(), "BẢNG KÊ THU PHÍ, LỆ PHÍ", f"Từ ngày {begins} đến hết ngày {ends}"]


def notes(sums: Sums) -> list[str]:
    """What stands below the rows of the file: the sums by way, of the cash, of all. Each way and
    the whole are what the column of the amounts adds up to.
    """
    by_way = gettext("%(way)s: %(count)s biên lai, %(amount)s đồng")
    total = gettext("Cộng: %(count)s biên lai, %(amount)s đồng, đã hủy %(cancelled)s biên lai")
    back = gettext("Đã hoàn trả: %s đồng")
    cash = [
        (gettext("Tiền mặt thu vào (đã trừ biên lai hủy): %s đồng"), sums.cash.came),
        (gettext("Tiền mặt chi hoàn trả: %s đồng"), sums.cash.refunds.net),
        (gettext("Tiền mặt còn phải nộp: %s đồng"), sums.cash.left),
    ]
    facts = {
        "count": numerals.number(sums.count),
        "amount": numerals.number(sums.left),
        "cancelled": numerals.number(sums.cancelled),
    }
    said = [
        by_way
        % {
            "way": one.words,
            "count": numerals.number(one.count),
            "amount": numerals.number(one.left),
        }
        for one in sums.ways
    ]
    said += [words % numerals.number(amount) for words, amount in cash]
    paid_back = [back % numerals.number(sums.paid_back)] if sums.paid_back else []
    return [*said, total % facts, *paid_back]


def stopped(most: int) -> str:
    """What a file says that ends before the list does."""
    words = gettext("Tệp dừng ở %s biên lai: chọn kỳ ngắn hơn để lấy phần còn lại.")
    return words % numerals.number(most)
