"""The statistics of a period: what is asked, what was counted, and the dossiers behind it."""

from hoaban.domains.reports.queries.reading import (
    CHANNEL_NAMES,
    LEVEL_NAMES,
    LEVELS,
    Activity,
    Report,
    Row,
    report,
)
from hoaban.domains.reports.queries.rows import behind, figure
from hoaban.domains.reports.queries.sums import Counted, Key, by_month, counted, percent, total
from hoaban.domains.reports.queries.times import Period, agency, day, period

__all__ = [
    "CHANNEL_NAMES",
    "LEVELS",
    "LEVEL_NAMES",
    "Activity",
    "Counted",
    "Key",
    "Period",
    "Report",
    "Row",
    "agency",
    "behind",
    "by_month",
    "counted",
    "day",
    "figure",
    "percent",
    "period",
    "report",
    "total",
]
