"""Table II.06 for page, file and print: its thirteen columns, then what it leaves out."""

from collections.abc import Sequence
from dataclasses import asdict

from django.utils.functional import Promise
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext, gettext_noop, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from hoaban.core.language import FIRST, text
from hoaban.domains.reports.statutory.enums import By
from hoaban.domains.reports.statutory.queries import Row
from hoaban.engines.law import lookup
from hoaban.engines.sheets.writing import Column, heads
from hoaban.engines.tallies.periods import Period
from hoaban.ui import dates, numerals

Cell = Column[Row]
RECEIVED, RESOLVED, OPEN = (
    _("Số lượng hồ sơ tiếp nhận"),
    _("Số lượng hồ sơ đã giải quyết"),
    _("Số lượng hồ sơ đang giải quyết"),
)
BESIDES = _("Ngoài biểu")
WORK = _("Lĩnh vực, công việc giải quyết theo cấp")


def _counted(name: str, heading: Promise, group: Promise) -> Cell:
    return Cell(name, heading, lambda row: int(getattr(row.counts, name)), group, width=9)


def _figure(name: str, heading: Promise, group: Promise) -> Cell:
    return Cell(name, heading, lambda row: int(getattr(row.counts.figures, name)), group, width=9)


TABLE = [
    Cell("place", "STT", lambda row: row.place, width=5),
    Cell("name", WORK, lambda row: text(row.name), width=40),
    _counted("received", _("Tổng số"), RECEIVED),
    _counted("online", _("Trong kỳ: trực tuyến"), RECEIVED),
    _counted("direct", _("Trong kỳ: trực tiếp, dịch vụ bưu chính"), RECEIVED),
    _figure("carried_over", _("Từ kỳ trước"), RECEIVED),
    _counted("resolved", _("Tổng số"), RESOLVED),
    _counted("resolved_before", _("Trước hạn"), RESOLVED),
    _counted("resolved_on", _("Đúng hạn"), RESOLVED),
    _counted("resolved_late", _("Quá hạn"), RESOLVED),
    _figure("in_progress", _("Tổng số"), OPEN),
    _figure("in_progress_within", _("Trong hạn"), OPEN),
    _figure("in_progress_late", _("Quá hạn"), OPEN),
]  # fmt: skip
MORE = [
    _figure("waiting", _("Đang chờ người nộp"), BESIDES),
    _figure("withdrawn", _("Công dân rút"), BESIDES),
    _figure("stopped", _("Dừng giải quyết"), BESIDES),
    _figure("closed", _("Đóng vì quá hạn chờ người nộp"), BESIDES),
    _figure("ended_late", _("Rút, dừng, đóng: đã quá hạn"), BESIDES),
    _figure("refused", pgettext_lazy("số liệu", "Từ chối tiếp nhận"), BESIDES),
    _figure("handed_in", _("Nhận chuyển đến"), BESIDES),
    _figure("handed_out", _("Chuyển đi"), BESIDES),
]
COLUMNS = [*TABLE, *MORE]


def number(of: Period, language: str | None = FIRST) -> str:
    """The number of the table by the last day; without a language in that of the page."""
    return lookup.term("table.dossiers", of.to_on, language)


def title(of: Period, by: By, who: str) -> list[str]:
    """What stands above the columns, in Vietnamese as the table is."""
    return [
        f"{number(of)}, {lookup.term('table.circular', of.to_on, FIRST)}",
        f"TÌNH HÌNH, KẾT QUẢ GIẢI QUYẾT THỦ TỤC HÀNH CHÍNH ({By(by).label.upper()})",
        f"Từ ngày {dates.day(of.from_on)} đến ngày {dates.day(of.to_on)}",
        f"Đơn vị báo cáo: {who}. Đơn vị tính: số hồ sơ thủ tục hành chính.",
    ]


def notes(total: Row) -> list[str]:
    """Where the table counts what it has no column for."""
    one = total.counts.figures
    ended = gettext(
        "Cột đã giải quyết gồm cả %(ended)s hồ sơ kết thúc không có kết quả (rút %(withdrawn)s,"
        " dừng %(stopped)s, đóng %(closed)s): quá hạn %(late)s, còn lại tính đúng hạn."
    )
    waiting = gettext(
        "Cột đang giải quyết gồm cả %(waiting)s hồ sơ chờ người nộp. Ngoài biểu: từ chối tiếp nhận"
        " %(refused)s hồ sơ."
    )
    counts = {name: numerals.number(getattr(one, name)) for name in ("ended", *ENDS)}
    counts |= {"late": numerals.number(one.ended_late)}
    return [ended % counts, waiting % counts, *([gettext(MOVED)] if one.moves else [])]


MOVED = gettext_noop(
    "Tổng số tiếp nhận không gồm hồ sơ nhận chuyển đến và không trừ hồ sơ đã chuyển đi: hai số đó ở"
    " cột ngoài biểu. Tiếp nhận cộng nhận chuyển đến bằng đã giải quyết cộng đang giải quyết cộng"
    " chuyển đi."
)


ENDS = ("withdrawn", "stopped", "closed", "waiting", "refused")


def rows(found: Sequence[Row]) -> SafeString:
    """The lines of the page; those that sum others are told apart."""
    made = []
    shown = [(column, escape(column.heading_alone)) for column in COLUMNS]
    for row in found:
        cells = [
            f'<th scope="row">{escape(text(row.name))}</th>'
            if column.name == "name"
            else f'<td class="n" data-h="{heading}">{_number(column.value(row))}</td>'
            for column, heading in shown
        ]
        made.append(f"<tr{' class=sum' if row.is_sum else ''}>{''.join(cells)}</tr>\n")
    return SafeString("".join(made))


def _number(value: object) -> str:
    return escape(numerals.number(value) if isinstance(value, int) else str(value))


def sheet(of: Period, by: By, who: str, found: Sequence[Row]) -> dict[str, object]:
    """The facts of the print."""
    above, below = heads(TABLE)
    return {
        "agency": who,
        "title": title(of, by, who),
        "above": [asdict(one) for one in above],
        "below": below,
        "widths": [column.width for column in TABLE],
        "rows": [
            {"cells": [_printed(column.value(row)) for column in TABLE], "is_sum": row.is_sum}
            for row in found
        ],
        "notes": notes(found[-1]),
    }


def _printed(value: object) -> str:
    return numerals.number(value) if isinstance(value, int) else str(value)
