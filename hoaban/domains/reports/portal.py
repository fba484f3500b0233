"""Results for everyone: the same figures, opening breakdowns and never a name."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from hoaban.core import clock
from hoaban.domains.reports import papers, queries
from hoaban.domains.reports.enums import Grouping
from hoaban.domains.reports.forms import PeriodForm

TABLES = {"carried_over": "level", "received": "agency", "processed": "agency"}


@login_not_required
@require_safe
def results(request: HttpRequest) -> HttpResponse:
    """The figures of a period by agency, field and channel."""
    form = PeriodForm(request.GET, today=clock.today())
    if not form.is_valid():
        return render(request, "reports/portal_results.html", {"form": form}, status=422)
    asked, of = form.asked(), form.period
    agency, level = asked.get("agency", ""), asked.get("level", "")
    found = queries.counted(of, agency_code=agency)
    report = queries.report(of, found, level=level, agency_code=agency)

    def link(share: str, narrowed: dict[str, str]) -> str:
        days = {name: code for name, code in narrowed.items() if name in {"begins", "ends"}}
        if narrowed and not days:
            part, code = next(iter(narrowed.items()))
            return narrow(Grouping(part), code)
        there = f"?{urlencode(asked | days)}" if days else ""
        return f"{there}#by-{TABLES.get(share, 'agency')}"

    def narrow(grouping: Grouping, code: str) -> str:
        if grouping not in {Grouping.AGENCY, Grouping.LEVEL}:
            return ""
        return f"?{urlencode({**asked, grouping.value: code})}"

    months = queries.by_month(of, {key.agency for key in found} if agency or level else None)
    facts = {
        "form": form,
        "report": report,
        "figures": papers.figures(report.total, link),
        "rate": queries.percent(report.total.on_time),
        "other_rate": queries.percent(report.total.on_time_of_received),
        "tables": papers.tables(report, link, narrow),
        "drawn": papers.by_month(of, months, link),
        "map": papers.commune_map(report, narrow),
        "legend": papers.map_legend(),
        "districts": papers.districts(report),
    }
    return render(request, "reports/portal_results.html", facts)
