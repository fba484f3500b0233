"""Drawings of a report: the months, the map of communes with its districts."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.safestring import SafeString
from django.utils.translation import gettext, pgettext

from hoaban.domains.reports import queries, rules
from hoaban.domains.reports.enums import Grouping, Share
from hoaban.domains.reports.papers import shown
from hoaban.domains.reports.papers.shown import Link, name_of, opening
from hoaban.ui import charts, maps

MAP_CLASSES = (20, 50, 100)


def page(
    report: queries.Report,
    months: dict[date, rules.Sums],
    link: Link,
    narrow: Callable[[Grouping, str], str],
) -> dict[str, object]:
    """What the page Results shows, on either face."""
    return {
        "report": report,
        "figures": shown.figures(report.total, link),
        "rate": queries.percent(report.total.on_time),
        "other_rate": queries.percent(report.total.on_time_of_received),
        "tables": shown.tables(report, link, narrow),
        "drawn": by_month(report.period, months, link),
        "map": commune_map(report, narrow),
        "legend": maps.legend(MAP_CLASSES),
        "districts": districts(report, link),
    }


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
    received: str  # opens its rows
    idle: str  # names of those with nothing


def districts(report: queries.Report, link: Link) -> list[District]:
    """What the map shows, by district, for those who'd rather read."""
    names = {row.code: name_of(row) for row in report.rows[Grouping.AGENCY]}
    received = _received_by_commune(report)
    groups: dict[str, list[queries.Row]] = {}
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
            idle=", ".join(name_of(row) for row in rows if not received[row.code]),
        )
        for code, rows in groups.items()
    ]


def _communes(report: queries.Report) -> list[queries.Row]:
    """The communes of the last day."""
    return [
        row
        for row in report.rows[Grouping.AGENCY]
        if row.level == "commune" and row.answered_by == row.code
    ]


def _received_by_commune(report: queries.Report) -> dict[str, int]:
    """What each commune of the last day received, itself or as the one it answers for."""
    received: dict[str, int] = defaultdict(int)
    for row in report.rows[Grouping.AGENCY]:
        received[row.answered_by] += row.figures.received
    return received


def commune_map(report: queries.Report, narrow: Callable[[Grouping, str], str]) -> SafeString:
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
