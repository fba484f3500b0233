"""The columns of the file of a report: every breakdown, one after the other."""

from collections.abc import Iterator

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hoaban.core.language import text
from hoaban.domains.onestop.statistics import queries as statistics
from hoaban.domains.reports.breakdowns.enums import Grouping
from hoaban.domains.reports.breakdowns.queries import Report, Row
from hoaban.engines.sheets.writing import Column

Cells = Column[tuple[str, Row]]  # a grouping and one of its rows


def _figure(name: str, heading: Promise) -> Cells:
    return Cells(name, heading, lambda found: int(getattr(found[1].figures, name)))


SHEET: tuple[Cells, ...] = (
    Cells("by", _("Nhóm"), lambda found: Grouping(found[0]).label),
    Cells("code", _("Mã"), lambda found: found[1].code),
    Cells("name", _("Tên"), lambda found: text(found[1].name)),
    _figure("carried_over", _("Kỳ trước chuyển sang")),
    _figure("received", _("Tiếp nhận")),
    _figure("processed_before", _("Xử lý trước hạn")),
    _figure("processed_on", _("Xử lý đúng hạn")),
    _figure("processed_late", _("Xử lý quá hạn")),
    Cells(
        "on_time_rate",
        _("Tỷ lệ đúng hạn (%)"),
        lambda found: statistics.percent(found[1].figures.on_time),
    ),
    _figure("ended", _("Kết thúc khác")),
    _figure("in_progress_within", _("Đang xử lý trong hạn")),
    _figure("in_progress_late", _("Đang xử lý quá hạn")),
)


def cells(report: Report) -> Iterator[tuple[str, Row]]:
    """The rows of the file: every breakdown, one after the other."""
    for grouping, rows in report.rows.items():
        yield from ((grouping, row) for row in rows)
