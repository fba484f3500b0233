"""The report as a file to take away."""

import csv
import io

from django.utils.translation import gettext_lazy as _

from hoaban.domains.reports import queries
from hoaban.domains.reports.enums import Grouping

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
