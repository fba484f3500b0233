"""Print the statistics of a period: received, processed, on time, by agency, field and channel."""

import argparse
import csv
import json
import sys
from collections.abc import Iterator
from decimal import Decimal

from hoaban.core.refusals import Refusal
from hoaban.domains.reports import indicators, queries
from hoaban.domains.reports.enums import Grouping

SUMMARY = "print the figures of a period (--from D --to D), kept or recounted"
FORMATS = ("table", "json", "csv")
HEADS = (
    "by",
    "code",
    "name",
    "carried_over",
    "received",
    "processed_before",
    "processed_on",
    "processed_late",
    "on_time_rate",
    "ended",
    "in_progress_within",
    "in_progress_late",
)
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
        print(f"{refusal} ({refusal.law})", file=sys.stderr)
        return REFUSED
    show = {"json": as_json, "csv": as_csv, "table": as_table}[options.format]
    for line in show(report):
        print(line)
    return 0


def _report(options: argparse.Namespace) -> queries.Report:
    period = queries.period(queries.day(options.begins), queries.day(options.ends))
    if options.agency:
        queries.agency(options.agency, period)
    count = indicators.recounted if options.recount else queries.counted
    found = count(period, agency_code=options.agency)
    return queries.report(period, found, agency_code=options.agency)


def as_json(report: queries.Report) -> Iterator[str]:
    total = report.total
    facts = {
        "from": report.period.from_on.isoformat(),
        "to": report.period.to_on.isoformat(),
        "carried_over": total.carried_over,
        "received": total.received,
        "processed": total.processed,
        "processed_before": total.processed_before,
        "processed_on_time": total.processed_on_time,
        "processed_late": total.processed_late,
        "on_time_rate": _number(queries.percent(total.on_time)),
        "on_time_rate_of_received": _number(queries.percent(total.on_time_of_received)),
        "ended": total.ended,
        "in_progress": total.in_progress,
        "in_progress_late": total.in_progress_late,
        "active": {one.level: [one.active, one.all] for one in report.activity},
        "rows": [dict(zip(HEADS, line, strict=True)) for line in _lines(report)],
    }
    yield json.dumps(facts, ensure_ascii=False, indent=2, default=_number)


def _number(rate: Decimal | None) -> float | None:
    return None if rate is None else float(rate)


def _lines(report: queries.Report) -> Iterator[tuple[object, ...]]:
    """One line a row of each breakdown, in the order of HEADS."""
    for grouping, rows in report.rows.items():
        for row in rows:
            figures = row.figures
            yield (
                str(grouping),
                row.code,
                row.name,
                figures.carried_over,
                figures.received,
                figures.processed_before,
                figures.processed_on,
                figures.processed_late,
                queries.percent(figures.on_time),
                figures.ended,
                figures.in_progress_within,
                figures.in_progress_late,
            )


def as_csv(report: queries.Report) -> Iterator[str]:
    class Line:
        """A file of one line: what the csv writer writes next."""

        text = ""

        def write(self, text: str) -> None:
            self.text = text.rstrip("\r\n")

    line = Line()
    writer = csv.writer(line)
    for row in (HEADS, *_lines(report)):
        writer.writerow(row)
        yield line.text


def headlines(report: queries.Report) -> Iterator[str]:
    """The figures of the whole, without a breakdown."""
    period, total = report.period, report.total
    rate, other = queries.percent(total.on_time), queries.percent(total.on_time_of_received)
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
    yield f"  Kết thúc khác             {total.ended:>8}   rút, dừng, đóng"
    yield (
        f"  Đang xử lý cuối kỳ        {total.in_progress:>8}"
        f"   trong hạn {total.in_progress_within}, quá hạn {total.in_progress_late}"
    )
    yield "  Đơn vị phát sinh hồ sơ    " + ", ".join(
        f"{queries.LEVEL_NAMES[one.level][0].lower()} {one.active}/{one.all}"
        for one in report.activity
    )


def as_table(report: queries.Report) -> Iterator[str]:
    yield from headlines(report)
    for grouping, rows in report.rows.items():
        yield f"\n{Grouping(grouping).label}"
        for row in rows:
            figures = row.figures
            yield (
                f"  {row.name[:44]:<44} nhận {figures.received:>6}  xử lý {figures.processed:>6}"
                f"  đúng hạn {_percent(queries.percent(figures.on_time)):>8}"
            )


def _percent(rate: Decimal | None) -> str:
    return "—" if rate is None else f"{rate} %".replace(".", ",")
