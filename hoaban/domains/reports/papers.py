"""A report as it is shown: figures with links, drawings, tables, and the file to take away."""

import csv
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from hoaban.domains.reports import queries, rules
from hoaban.domains.reports.enums import Grouping, Share
from hoaban.ui import charts, maps

# Opens what stands behind a figure: a share, and what it is narrowed to.
Link = Callable[[str, dict[str, str]], str]
MAP_CLASSES = (20, 50, 100)

DEFINITIONS: dict[str, Promise] = {
    Share.CARRIED_OVER: _("Tiếp nhận trước ngày đầu kỳ, lúc đó chưa có kết quả và chưa kết thúc."),
    Share.RECEIVED: _("Được tiếp nhận hợp lệ trong kỳ, kể cả ngày đầu và ngày cuối kỳ."),
    Share.PROCESSED: _("Có kết quả lần đầu trong kỳ; kết quả không đồng ý cũng là kết quả."),
    Share.PROCESSED_ON_TIME: _(
        "Có kết quả không muộn hơn giờ hẹn; trước hạn là trước buổi làm việc có giờ hẹn."
    ),
    Share.PROCESSED_LATE: _("Có kết quả sau giờ hẹn."),
    Share.ENDED: _("Công dân rút, dừng xử lý, đóng vì không bổ sung; không phải là kết quả."),
    Share.IN_PROGRESS: _("Đã tiếp nhận, đến hết ngày cuối kỳ chưa có kết quả và chưa kết thúc."),
    Share.IN_PROGRESS_LATE: _(
        "Đến hết ngày cuối kỳ đã qua giờ hẹn; lúc tạm dừng chờ bổ sung thì không tính là quá hạn."
    ),
}


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure with its words, its definition and the address of what stands behind it."""

    share: str
    label: str
    value: int
    definition: Promise
    url: str


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a breakdown, each figure with its link."""

    name: str
    url: str
    figures: rules.Figures
    rate: Decimal | None
    links: dict[str, str]
    is_idle: bool


@dataclass(frozen=True, slots=True)
class Table:
    grouping: str
    title: str
    lines: list[Line]
    is_long: bool = False

    @property
    def heading(self) -> str:
        """What the tables of one grouping stand under."""
        return str(Grouping(self.grouping).label)


def figures(total: rules.Figures, link: Link) -> list[Figure]:
    """The figures of the whole period, in the order in which they add up."""
    return [
        Figure(share.value, str(share.label), getattr(total, share), DEFINITIONS[share], url)
        for share in Share
        for url in [link(share.value, {})]
    ]


def tables(
    report: queries.Report, link: Link, narrow: Callable[[Grouping, str], str]
) -> list[Table]:
    """The breakdowns, agencies one level a table; `narrow` is the same page for one row alone."""
    found = []
    for grouping in Grouping:
        rows = report.rows[grouping]
        levels = queries.LEVELS if grouping == Grouping.AGENCY else ("",)
        for level in levels:
            lines = [
                _line(row, link, narrow(grouping, row.code))
                for row in rows
                if level in ("", row.level)
            ]
            title = str(AGENCIES[level] if level else grouping.label)
            found.append(Table(grouping.value, title, lines, is_long=len(lines) > LONG))
    return found


LONG = 30
AGENCIES = {
    "province": _("Sở, ban, ngành"),
    "district": _("Huyện, thị xã, thành phố"),
    "commune": _("Các xã, phường, thị trấn"),
}


def _shown(row: queries.Row) -> str:
    """Its name in the reader's language."""
    return (row.name_en if get_language() == "en" else "") or row.name


def _line(row: queries.Row, link: Link, url: str) -> Line:
    return Line(
        name=_shown(row),
        url=url,
        figures=row.figures,
        rate=queries.percent(row.figures.on_time),
        links={share.value: link(share.value, {row.grouping: row.code}) for share in Share},
        is_idle=row.figures.received == 0,
    )


def by_month(of: queries.Period, months: dict[date, rules.Sums], link: Link) -> list[SafeString]:
    """Received and processed each month as bars, the same as a table, and the rate as a line."""
    every = list(_months(of))
    labels = [f"{on:%m/%Y}" for on in every]
    sums = [months.get(on, rules.Sums()) for on in every]
    spans = [_span(of, on) for on in every]
    done = [one.processed_before + one.processed_on + one.processed_late for one in sums]
    in_time = [one.processed_before + one.processed_on for one in sums]
    rates = [
        round(100 * part / whole, 2) if whole else None
        for part, whole in zip(in_time, done, strict=True)
    ]
    counted = [
        charts.Series(str(Share(share).label), values, [link(share, span) for span in spans])
        for share, values in (
            (Share.RECEIVED.value, [one.received for one in sums]),
            (Share.PROCESSED.value, done),
            (Share.PROCESSED_ON_TIME.value, in_time),
        )
    ]
    rate = charts.Series(gettext("Đúng hạn trên đã xử lý, %"), rates)
    title = gettext("Tiếp nhận và xử lý theo tháng")
    desc = gettext(
        "Mỗi tháng: số hồ sơ tiếp nhận, đã xử lý, xử lý đúng hạn; bảng bên dưới có cùng số liệu."
    )
    return [
        charts.bars(labels, counted, title=title, desc=desc),
        charts.lines(
            labels, [rate], title=gettext("Tỷ lệ đúng hạn theo tháng"), desc=desc, unit="%"
        ),
        charts.table(labels, [*counted, rate], caption=title, heading=gettext("Tháng")),
    ]


def _months(of: queries.Period) -> Iterator[date]:
    on = of.from_on.replace(day=1)
    while on <= of.to_on:
        yield on
        on = (on + timedelta(days=31)).replace(day=1)


def _span(of: queries.Period, month: date) -> dict[str, str]:
    """A month as far as it lies in the period."""
    last = (month + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return {
        "begins": max(month, of.from_on).isoformat(),
        "ends": min(last, of.to_on).isoformat(),
    }


@dataclass(frozen=True, slots=True)
class District:
    """The communes of one district: how many received something, of how many, and how much."""

    name: str
    active: int
    all: int
    received: int
    idle: str  # names of those with nothing


def districts(report: queries.Report) -> list[District]:
    """What the map shows, by district, for those who'd rather read."""
    names = {row.code: _shown(row) for row in report.rows[Grouping.AGENCY]}
    groups: dict[str, list[queries.Row]] = {}
    for row in report.rows[Grouping.AGENCY]:
        if row.level == "commune":
            groups.setdefault(row.parent_code, []).append(row)
    return [
        District(
            name=names.get(code) or gettext("Toàn tỉnh"),
            active=sum(row.figures.received > 0 for row in rows),
            all=len(rows),
            received=sum(row.figures.received for row in rows),
            idle=", ".join(_shown(row) for row in rows if not row.figures.received),
        )
        for code, rows in groups.items()
    ]


def commune_map(report: queries.Report, narrow: Callable[[Grouping, str], str]) -> SafeString:
    """Dossiers received by each commune; those with none are hatched."""
    rows = [row for row in report.rows[Grouping.AGENCY] if row.level == "commune"]
    values = {row.area_code: float(row.figures.received) or None for row in rows}
    return maps.choropleth(
        values,
        layer=maps.layer_for(report.period.to_on),
        classes=MAP_CLASSES,
        links={row.area_code: narrow(Grouping.AGENCY, row.code) for row in rows},
        title=gettext("Hồ sơ tiếp nhận ở cấp xã"),
        desc=gettext("Xã gạch chéo chưa phát sinh hồ sơ; bảng theo cơ quan có cùng số liệu."),
        unit=gettext("hồ sơ"),
    )


def map_legend() -> SafeString:
    return maps.legend(MAP_CLASSES)


HEADS = (
    _("Nhóm"),
    _("Mã"),
    _("Tên"),
    _("Kỳ trước chuyển sang"),
    _("Tiếp nhận"),
    _("Xử lý trước hạn"),
    _("Xử lý đúng hạn"),
    _("Xử lý quá hạn"),
    _("Tỷ lệ đúng hạn (%)"),
    _("Kết thúc khác"),
    _("Đang xử lý trong hạn"),
    _("Đang xử lý quá hạn"),
)


def spreadsheet(report: queries.Report) -> bytes:
    """All breakdowns as CSV that spreadsheets open with their letters right."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow([str(head) for head in HEADS])
    for grouping, rows in report.rows.items():
        for row in rows:
            one = row.figures
            rate = queries.percent(one.on_time)
            writer.writerow(
                [
                    str(Grouping(grouping).label), row.code, row.name, one.carried_over,
                    one.received, one.processed_before, one.processed_on, one.processed_late,
                    "" if rate is None else str(rate).replace(".", ","), one.ended,
                    one.in_progress_within, one.in_progress_late,
                ]
            )  # fmt: skip
    return text.getvalue().encode("utf-8-sig")
