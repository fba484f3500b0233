"""Figures and tables with the links that open them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.html import escape, format_html
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from hoaban.core.language import text
from hoaban.domains.onestop.statistics import queries as statistics
from hoaban.domains.onestop.statistics.enums import Share
from hoaban.domains.onestop.statistics.queries import Figures
from hoaban.domains.reports.breakdowns.enums import Grouping
from hoaban.domains.reports.breakdowns.queries import Report, Row
from hoaban.domains.reports.periods import queries as periods
from hoaban.engines.tallies.periods import Period
from hoaban.ui import numerals

# Opens what stands behind a figure: a share, and what it is narrowed to.
Link = Callable[[str, dict[str, str]], str]
# Opens the same figures of one agency or one level.
Narrow = Callable[[Grouping, str], str]

DEFINITIONS: dict[str, Promise] = {
    Share.CARRIED_OVER: _("Tiếp nhận trước ngày đầu kỳ, lúc đó chưa có kết quả và chưa kết thúc."),
    Share.RECEIVED: _("Được tiếp nhận hợp lệ trong kỳ, kể cả ngày đầu và ngày cuối kỳ."),
    Share.HANDED_IN: _(
        "Chưa có kết quả, trong kỳ được cơ quan khác chuyển đến vì cơ quan đó kết thúc hoạt động."
    ),
    Share.HANDED_OUT: _(
        "Chưa có kết quả, trong kỳ được chuyển cho cơ quan khác tiếp tục giải quyết; từ đó tính ở "
        "cơ quan nhận."
    ),
    Share.PROCESSED: _("Có kết quả lần đầu trong kỳ; kết quả không đồng ý cũng là kết quả."),
    Share.PROCESSED_BEFORE: _("Có kết quả trước buổi làm việc (sáng hoặc chiều) có giờ hẹn."),
    Share.PROCESSED_ON: _("Có kết quả trong buổi làm việc có giờ hẹn, không muộn hơn giờ hẹn."),
    Share.PROCESSED_ON_TIME: _("Có kết quả không muộn hơn giờ hẹn: trước hạn cộng đúng hạn."),
    Share.PROCESSED_LATE: _("Có kết quả sau giờ hẹn."),
    Share.ENDED: _("Công dân rút, dừng xử lý, đóng vì quá hạn chờ; không phải là kết quả."),
    Share.WITHDRAWN: _("Đã tiếp nhận rồi công dân rút trong kỳ."),
    Share.STOPPED: _("Đã tiếp nhận rồi cơ quan dừng giải quyết trong kỳ."),
    Share.CLOSED: _("Đã tiếp nhận rồi đóng trong kỳ vì quá hạn chờ người nộp."),
    Share.ENDED_LATE: _("Rút, dừng hoặc đóng trong kỳ, sau khi thời hạn đã chạy quá giờ hẹn."),
    Share.WAITING: _(
        "Đến hết ngày cuối kỳ đang chờ người nộp bổ sung; là một phần của đang xử lý."
    ),
    Share.REFUSED: _("Không được tiếp nhận, có phiếu từ chối trong kỳ; không tính vào tiếp nhận."),
    Share.IN_PROGRESS: _("Đã tiếp nhận, đến hết ngày cuối kỳ chưa có kết quả và chưa kết thúc."),
    Share.IN_PROGRESS_WITHIN: _(
        "Đến hết ngày cuối kỳ chưa qua giờ hẹn, kể cả đang tạm dừng chờ người nộp."
    ),
    Share.IN_PROGRESS_LATE: _(
        "Đến hết ngày cuối kỳ đã qua giờ hẹn; lúc tạm dừng chờ người nộp thì không tính là quá hạn."
    ),
}


def narrowing(asked: Mapping[str, str]) -> Narrow:
    """How the page that was asked for opens one of its agencies or levels."""

    def narrow(grouping: Grouping, code: str) -> str:
        if grouping not in {Grouping.AGENCY, Grouping.LEVEL}:
            return ""
        return f"?{urlencode({**asked, grouping.value: code})}"

    return narrow


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure with its words, its definition and the address of what stands behind it."""

    share: str
    label: str
    value: int
    definition: Promise
    url: str
    is_whole: bool  # or a part of one that is


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a breakdown: its name with a link, and its cells, each figure with its own."""

    name: str
    url: str
    cells: SafeString
    is_idle: bool  # an agency that received nothing
    is_empty: bool  # and has nothing else to show


@dataclass(frozen=True, slots=True)
class Table:
    grouping: str
    title: str
    lines: list[Line]
    heads: list[str]
    is_long: bool = False

    @property
    def busy(self) -> list[Line]:
        """Rows with a figure in them."""
        return [line for line in self.lines if not line.is_empty]

    @property
    def empty(self) -> list[Line]:
        """Rows of nothing but zeros: named below the table, so that it can be read on a phone."""
        return [line for line in self.lines if line.is_empty]

    @property
    def heading(self) -> str:
        """What the tables of one grouping stand under."""
        return str(Grouping(self.grouping).label)


# The figures that add up: carried over + received + handed in = processed + ended + handed out +
# in progress. What is handed over is shown where there is any.
HANDED = (Share.HANDED_IN, Share.HANDED_OUT)
WHOLE = (
    *(Share.CARRIED_OVER, Share.RECEIVED, Share.PROCESSED, Share.ENDED, Share.IN_PROGRESS),
    *HANDED,
)


def figures(total: Figures, link: Link) -> dict[str, Figure]:
    """The figures of the whole period by their share."""
    return {
        share.value: Figure(
            share.value,
            str(share.label),
            getattr(total, share),
            DEFINITIONS[share],
            link(share.value, {}),
            is_whole=share in WHOLE,
        )
        for share in Share
        if share not in HANDED or total.moves
    }


def tables(report: Report, link: Link, narrow: Narrow) -> list[Table]:
    """The breakdowns, agencies one level a table; `narrow` is the same page for one row alone."""
    found = []
    shown = [one for one in COLUMNS if one[0] not in HANDED or report.total.moves]
    columns = [(share, escape(str(head))) for share, head in shown]
    heads = [str(head) for _share, head in shown]
    for grouping in Grouping:
        rows = report.rows[grouping]
        levels = tuple(report.levels) if grouping == Grouping.AGENCY else ("",)
        for level in levels:
            lines = [
                _line(row, columns, link, narrow(grouping, row.code))
                for row in rows
                if level in ("", row.level)
            ]
            if not lines and level:  # none was asked for
                continue
            title = _of_level(level, report.period) if level else str(grouping.label)
            found.append(Table(grouping.value, title, lines, heads, is_long=len(lines) > LONG))
    return found


LONG = 30


def _of_level(level: str, of: Period) -> str:
    """What stands above the agencies of a level: the units as the law of the period names them."""
    units = periods.units(level, of)
    return units[:1].upper() + units[1:]


# The columns of every breakdown; the one without a figure shows the rate.
COLUMNS: tuple[tuple[str, Promise], ...] = (
    (Share.CARRIED_OVER.value, _("Chuyển sang")),
    (Share.RECEIVED.value, _("Tiếp nhận")),
    (Share.HANDED_IN.value, _("Nhận chuyển đến")),
    (Share.PROCESSED.value, _("Đã xử lý")),
    (Share.PROCESSED_BEFORE.value, _("Trước hạn")),
    (Share.PROCESSED_ON.value, _("Đúng hạn")),
    (Share.PROCESSED_LATE.value, _("Quá hạn")),
    ("", _("Đúng hạn trên đã xử lý")),
    (Share.ENDED.value, _("Kết thúc khác")),
    (Share.HANDED_OUT.value, _("Chuyển đi")),
    (Share.IN_PROGRESS_WITHIN.value, _("Đang xử lý trong hạn")),
    (Share.IN_PROGRESS_LATE.value, _("Đang xử lý quá hạn")),
)
Columns = Sequence[tuple[str, str]]  # a share, and its head as HTML in the reader's language


def _line(row: Row, columns: Columns, link: Link, url: str) -> Line:
    """Composed by hand: a page has two thousand of these cells, and one address a row."""
    address = escape(link(ANY, {row.grouping: row.code}))
    cells = (
        f'<td class="n" data-h="{head}">{_shown(row.figures, share, address)}</td>'
        for share, head in columns
    )
    return Line(
        name=text(row.name),
        url=url,
        cells=SafeString("".join(cells)),
        is_idle=row.grouping == Grouping.AGENCY and row.figures.received == 0,
        is_empty=row.figures == Figures(),
    )


ANY = "SHARE"  # stands for a share in the address of a row


def _shown(figures: Figures, share: str, address: str) -> str:
    """A figure with the address of what stands behind it, where there is something."""
    if not share:
        return escape(numerals.percent(statistics.percent(figures.on_time), 2) or "—")
    value = int(getattr(figures, share))
    if not value:
        return "0"
    shown = escape(numerals.number(value))
    return f'<a href="{address.replace(ANY, share)}">{shown}</a>' if address else shown


def opening(value: int, share: str, narrowed: dict[str, str], link: Link) -> str:
    """A number that opens its rows, where there are any."""
    url = link(share, narrowed) if value else ""
    shown = numerals.number(value)
    return format_html('<a href="{}">{}</a>', url, shown) if url else shown
