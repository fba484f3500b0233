"""Drawings of a report: the months, the map of communes with its districts."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.safestring import SafeString
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _

from hoaban.core.language import text
from hoaban.domains.onestop.statistics import queries as statistics
from hoaban.domains.onestop.statistics.enums import Share
from hoaban.domains.onestop.statistics.queries import Sums
from hoaban.domains.reports.breakdowns import papers as breakdowns
from hoaban.domains.reports.breakdowns.enums import Grouping
from hoaban.domains.reports.breakdowns.papers import Link, Narrow, opening
from hoaban.domains.reports.breakdowns.queries import Report, Row
from hoaban.engines.law import lookup
from hoaban.engines.tallies.periods import Period
from hoaban.ui import charts, maps
from hoaban.ui.charts import Series

MAP_CLASSES = (20, 50, 100)


def page(
    report: Report,
    months: dict[date, Sums],
    link: Link,
    narrow: Narrow,
) -> dict[str, object]:
    """What the page Results shows, on either face."""
    return {
        "report": report,
        "figures": breakdowns.figures(report.total, link),
        "rate": statistics.percent(report.total.on_time),
        "basis": lookup.term("rating.on_time", report.period.to_on),
        "other_rate": statistics.percent(report.total.on_time_of_received),
        "tables": breakdowns.tables(report, link, narrow),
        "drawn": by_month(report.period, months, link),
        "map": commune_map(report, narrow),
        "legend": maps.legend(MAP_CLASSES),
        "districts": districts(report, link),
    }


MOST_MONTHS = 24  # a longer period is drawn by year
MEASURED = (Share.RECEIVED, Share.PROCESSED, Share.PROCESSED_ON_TIME)


def by_month(of: Period, months: dict[date, Sums], link: Link) -> list[SafeString]:
    """Received and processed each month as bars, the same as a table, and the rate as a line."""
    spans = _spans(of)
    is_by_year = len(spans) > MOST_MONTHS
    if is_by_year:
        spans = _years(of)
    labels = [f"{begins:%Y}" if is_by_year else f"{begins:%m/%Y}" for begins, _ in spans]
    sums = [_within(months, begins, ends) for begins, ends in spans]
    rates = [round(100 * figures[2] / figures[1], 2) if figures[1] else None for figures in sums]
    counted = [
        Series(
            str(share.label),
            [figures[place] for figures in sums],
            [
                link(share.value, _narrowed(span)) if figures[place] else ""
                for span, figures in zip(spans, sums, strict=True)
            ],
        )
        for place, share in enumerate(MEASURED)
    ]
    rate = Series(gettext("Đúng hạn trên đã xử lý, %"), rates)
    title, rated, heading = _YEARLY if is_by_year else _MONTHLY
    desc = gettext(
        "Số hồ sơ tiếp nhận, đã xử lý, xử lý trước và đúng hạn; bảng bên dưới có cùng số liệu."
    )
    return [
        charts.bars(labels, counted, title=str(title), desc=desc),
        charts.lines(labels, [rate], title=str(rated), desc=desc, unit="%"),
        charts.table(labels, [*counted, rate], caption=str(title), heading=str(heading)),
    ]


_MONTHLY = (
    _("Tiếp nhận và xử lý theo tháng"),
    _("Tỷ lệ đúng hạn theo tháng"),
    _("Tháng"),
)
_YEARLY = (_("Tiếp nhận và xử lý theo năm"), _("Tỷ lệ đúng hạn theo năm"), _("Năm"))
Span = tuple[date, date]  # both inclusive


def _spans(of: Period) -> list[Span]:
    """The months of a period, the first and the last as far as they lie in it."""
    found, on = [], of.from_on.replace(day=1)
    while on <= of.to_on:
        following = (on + timedelta(days=31)).replace(day=1)
        found.append((max(on, of.from_on), min(following - timedelta(days=1), of.to_on)))
        on = following
    return found


def _years(of: Period) -> list[Span]:
    return [
        (max(date(year, 1, 1), of.from_on), min(date(year, 12, 31), of.to_on))
        for year in range(of.from_on.year, of.to_on.year + 1)
    ]


def _within(months: dict[date, Sums], begins: date, ends: date) -> tuple[int, int, int]:
    """What MEASURED names, of the months that begin in a span."""
    sums = [one for on, one in months.items() if begins.replace(day=1) <= on <= ends]
    in_time = sum(one.processed_before + one.processed_on for one in sums)
    processed = in_time + sum(one.processed_late for one in sums)
    return sum(one.received for one in sums), processed, in_time


def _narrowed(span: Span) -> dict[str, str]:
    return {"begins": span[0].isoformat(), "ends": span[1].isoformat()}


@dataclass(frozen=True, slots=True)
class District:
    """The communes of one district: how many received something, of how many, and how much."""

    name: str
    active: int
    all: int
    received: str  # opens its rows
    idle: str  # names of those with nothing


def districts(report: Report, link: Link) -> list[District]:
    """What the map shows, by district, for those who'd rather read."""
    rows_ = report.rows[Grouping.AGENCY]
    names = {row.code: text(row.name) for row in rows_ if row.level == "district"}
    received = _received_by_commune(report)
    groups: dict[str, list[Row]] = {}
    for row in _communes(report):
        groups.setdefault(row.parent_code, []).append(row)
    return [
        District(
            name=names.get(code) or gettext("Toàn tỉnh"),
            active=sum(received[row.code] > 0 for row in rows),
            all=len(rows),
            received=opening(
                sum(received[row.code] for row in rows),
                Share.RECEIVED.value,
                {"district": code},
                link,
            ),
            idle=", ".join(text(row.name) for row in rows if not received[row.code]),
        )
        for code, rows in groups.items()
    ]


def _communes(report: Report) -> list[Row]:
    """The communes of the last day."""
    return [
        row
        for row in report.rows[Grouping.AGENCY]
        if row.level == "commune" and row.answered_by == row.code
    ]


def _received_by_commune(report: Report) -> dict[str, int]:
    """What each commune of the last day received, itself or as the one it answers for."""
    received: dict[str, int] = defaultdict(int)
    for row in report.rows[Grouping.AGENCY]:
        received[row.answered_by] += row.figures.received
    return received


def commune_map(report: Report, narrow: Narrow) -> SafeString:
    """Dossiers received by each commune of the last day; those with none are hatched."""
    rows, received = _communes(report), _received_by_commune(report)
    values = {row.area_code: float(received[row.code]) or None for row in rows}
    return maps.choropleth(
        values,
        layer=maps.layer_for(report.period.to_on),
        classes=MAP_CLASSES,
        links={row.area_code: narrow(Grouping.AGENCY, row.code) for row in rows},
        title=gettext("Hồ sơ tiếp nhận ở cấp xã"),
        desc=gettext("Xã gạch chéo chưa phát sinh hồ sơ; bảng theo cơ quan có cùng số liệu."),
        unit=pgettext("số đếm", "hồ sơ"),
    )
