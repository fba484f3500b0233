"""Print the statistics of a period: received, processed, on time, by agency, field and channel."""

import argparse
import csv
import json
import sys
from collections.abc import Iterator
from decimal import Decimal

from hoaban.core.language import FIRST, text
from hoaban.core.refusals import Refusal
from hoaban.domains.onestop.recounts import indicators as recounts
from hoaban.domains.onestop.statistics import queries as statistics_queries
from hoaban.domains.onestop.statistics.rules import Figures
from hoaban.domains.reports.breakdowns import queries as breakdowns
from hoaban.domains.reports.breakdowns.enums import Grouping
from hoaban.domains.reports.breakdowns.queries import Report
from hoaban.domains.reports.periods import queries as periods

SUMMARY = "print the figures of a period (--from D --to D), kept or recounted"
FORMATS = ("table", "json", "csv")
FIGURES = (
    "carried_over",
    "received",
    "processed",
    "processed_before",
    "processed_on",
    "processed_on_time",
    "processed_late",
    "on_time_rate",
    "ended",
    "in_progress",
    "in_progress_within",
    "in_progress_late",
    "waiting",
    "ended_late",
    "withdrawn",
    "stopped",
    "closed",
    "refused",
    "handed_in",
    "handed_out",
)
HEADS = ("by", "code", "name", *FIGURES)
REFUSED = 2


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--from", dest="begins", required=True, help="first day: 2020-01-01")
    parser.add_argument("--to", dest="ends", required=True, help="last day, inclusive: 2020-03-27")
    parser.add_argument("--agency", default="", help="one receiving agency, by its code")
    parser.add_argument("--format", choices=FORMATS, default="table")
    parser.add_argument("--recount", action="store_true", help="count the dossiers' rows anew")


def run(options: argparse.Namespace) -> int:
    try:
        report = _report(options)
    except Refusal as refusal:
        print(refusal, file=sys.stderr)
        return REFUSED
    show = {"json": as_json, "csv": as_csv, "table": as_table}[options.format]
    for line in show(report):
        print(line)
    return 0


def _report(options: argparse.Namespace) -> Report:
    period = periods.period(periods.day(options.begins), periods.day(options.ends))
    if options.agency:
        periods.agency(options.agency, period)
    count = recounts.recounted if options.recount else statistics_queries.counted
    found = count(period, agency_code=options.agency)
    return breakdowns.report(period, found, agency_code=options.agency)


def as_json(report: Report) -> Iterator[str]:
    facts = {
        "from": report.period.from_on.isoformat(),
        "to": report.period.to_on.isoformat(),
        **dict(zip(FIGURES, _figures(report.total), strict=True)),
        "on_time_rate_of_received": statistics_queries.percent(report.total.on_time_of_received),
        "active": {one.level: [one.active, one.all] for one in report.activity},
        "rows": [dict(zip(HEADS, line, strict=True)) for line in _lines(report)],
    }
    yield json.dumps(facts, ensure_ascii=False, indent=2, default=float)  # the rates


def _figures(figures: Figures) -> tuple[int | Decimal | None, ...]:
    """The values of FIGURES, in that order."""
    rate = statistics_queries.percent(figures.on_time)
    return tuple(rate if name == "on_time_rate" else getattr(figures, name) for name in FIGURES)


def _lines(report: Report) -> Iterator[tuple[object, ...]]:
    """One line a row of each breakdown, in the order of HEADS."""
    for grouping, rows in report.rows.items():
        for row in rows:
            yield (str(grouping), row.code, text(row.name, FIRST), *_figures(row.figures))


def as_csv(report: Report) -> Iterator[str]:
    class Line:
        """A file of one line: what the csv writer writes next."""

        text = ""

        def write(self, text: str) -> None:
            self.text = text.rstrip("\r\n")

    line = Line()
    writer = csv.writer(line)
    total = ("total", "", "", *_figures(report.total))
    for row in (HEADS, total, *_lines(report)):
        writer.writerow(row)
        yield line.text


def headlines(report: Report) -> Iterator[str]:
    """The figures of the whole, without a breakdown."""
    period, total = report.period, report.total
    rate, other = (
        statistics_queries.percent(total.on_time),
        statistics_queries.percent(total.on_time_of_received),
    )
    yield f"Kỳ {period.from_on:%d/%m/%Y} - {period.to_on:%d/%m/%Y}"
    yield f"  Kỳ trước chuyển sang      {total.carried_over:>8}"
    yield f"  Tiếp nhận trong kỳ        {total.received:>8}"
    yield (
        f"  Đã xử lý                  {total.processed:>8}"
        f"   trước hạn {total.processed_before}, đúng hạn {total.processed_on},"
        f" quá hạn {total.processed_late}"
    )
    yield f"  Đúng hạn trên đã xử lý    {_percent(rate):>8}   ({total.processed_on_time})"
    yield f"  Đúng hạn trên tiếp nhận   {_percent(other):>8}"
    yield (
        f"  Kết thúc khác             {total.ended:>8}"
        f"   rút {total.withdrawn}, dừng {total.stopped}, đóng {total.closed};"
        f" trong đó quá hạn {total.ended_late}"
    )
    yield (
        f"  Đang xử lý cuối kỳ        {total.in_progress:>8}"
        f"   trong hạn {total.in_progress_within}, quá hạn {total.in_progress_late}"
    )
    yield "  Đơn vị phát sinh hồ sơ    " + ", ".join(
        f"{text(report.levels[one.level], FIRST).lower()} {one.active}/{one.all}"
        for one in report.activity
    )


def as_table(report: Report) -> Iterator[str]:
    yield from headlines(report)
    for grouping, rows in report.rows.items():
        yield f"\n{Grouping(grouping).label!s:<40}{COLUMNS}"
        for row in rows:
            one = row.figures
            yield (
                f"  {text(row.name, FIRST)[:36]:<38}"
                f"{one.carried_over:>7}{one.received:>7}{one.processed:>7}"
                f"{one.processed_before:>7}{one.processed_on:>6}{one.processed_late:>6}"
                f"{_percent(statistics_queries.percent(one.on_time)):>10}{one.ended:>6}"
                f"{one.in_progress_within:>8}{one.in_progress_late:>7}"
            )


COLUMNS = "chuyển   nhận  xử lý  trước  đúng   quá    tỷ lệ  khác  còn hạn    quá"


def _percent(rate: Decimal | None) -> str:
    return "—" if rate is None else f"{rate} %".replace(".", ",")
