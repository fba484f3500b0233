"""The statistics of a period for machines, as the page and the command count them."""

from datetime import date
from typing import Annotated, Any

from ninja import Query, Router, Schema
from pydantic import Field

from hoaban.core.http.machines import Bearer, Code, Said, problems, said
from hoaban.core.http.requests import ActingRequest
from hoaban.domains.onestop.statistics import queries as statistics_queries
from hoaban.domains.reports.breakdowns import queries as breakdowns
from hoaban.domains.reports.periods import queries as periods

router = Router(tags=["reports"], auth=Bearer("statistics:read"))


class FiguresOut(Schema):
    """Counts of dossiers; rates in percent, null where nothing was processed or received.

    `ended` is `withdrawn` + `stopped` + `closed`, `ended_late` the part of it that had broken its
    promise; `waiting` is the part of `in_progress` that waits for papers; `refused` was never
    received. `handed_out` went to another agency while open, as `handed_in` there.
    """

    carried_over: int
    received: int
    processed: int
    processed_before: int
    processed_on_time: int
    processed_late: int
    on_time_rate: float | None = Field(description="On time over processed.")
    on_time_rate_of_received: float | None = Field(description="On time over received.")
    ended: int
    ended_late: int
    withdrawn: int
    stopped: int
    closed: int
    in_progress: int
    in_progress_within: int
    in_progress_late: int
    waiting: int
    refused: int
    handed_in: int
    handed_out: int


class RowOut(FiguresOut):
    """One line of a breakdown."""

    by: str
    code: str
    name: Said


class StatisticsOut(FiguresOut):
    """`from` and `to` are inclusive days of Vietnam; the agency is the receiving one, with all
    that it answers for on the last day.
    """

    begins: date = Field(alias="from")
    ends: date = Field(alias="to")
    active: dict[str, list[int]] = Field(description="By level: [received something, all].")
    rows: list[RowOut]


def _figures(figures: Any) -> dict[str, Any]:  # noqa: ANN401 - a row's or the total's
    rates = {
        "on_time_rate": statistics_queries.percent(figures.on_time),
        "on_time_rate_of_received": statistics_queries.percent(figures.on_time_of_received),
    }
    counted = {
        name: getattr(figures, name) for name in FiguresOut.model_fields if name not in rates
    }
    return counted | {name: rate if rate is None else float(rate) for name, rate in rates.items()}


@router.get(
    "/statistics",
    response={200: StatisticsOut, **problems(403, 409, 422)},
    by_alias=True,
    summary="Count a period",
)
def statistics(
    request: ActingRequest,
    begins: Annotated[date, Query(alias="from")],
    ends: Annotated[date, Query(alias="to")],
    agency: Code = "",
) -> Any:  # noqa: ANN401 - ninja's answer
    """Received, processed, on time and in progress, by level, agency, field and channel."""
    del request
    period = periods.period(begins, ends)
    if agency:
        periods.agency(agency, period)
    found = statistics_queries.counted(period, agency_code=agency)
    report = breakdowns.report(period, found, agency_code=agency)
    return {
        "from": begins,
        "to": ends,
        **_figures(report.total),
        "active": {one.level: [one.active, one.all] for one in report.activity},
        "rows": [
            {
                "by": str(by),
                "code": row.code,
                "name": said(row.name),
                **_figures(row.figures),
            }
            for by, rows in report.rows.items()
            for row in rows
        ],
    }
