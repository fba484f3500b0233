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
from hoaban.domains.reports.queries.rows import NARROWED, behind, figure, names_of, order
from hoaban.domains.reports.queries.sums import (
    Counted,
    Figures,
    Key,
    by_month,
    counted,
    percent,
    total,
)
from hoaban.domains.reports.queries.times import Period, agency, day, name_of, period

__all__ = [
    "CHANNEL_NAMES",
    "LEVELS",
    "LEVEL_NAMES",
    "NARROWED",
    "Activity",
    "Counted",
    "Figures",
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
    "name_of",
    "names_of",
    "order",
    "percent",
    "period",
    "report",
    "total",
]
