"""Results for everyone: the same figures, opening breakdowns and never a name."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from hoaban.core import clock
from hoaban.domains.onestop.statistics import queries as statistics
from hoaban.domains.reports.breakdowns import queries as breakdowns
from hoaban.domains.reports.breakdowns.enums import Grouping
from hoaban.domains.reports.breakdowns.papers import narrowing
from hoaban.domains.reports.drawings import papers as drawings
from hoaban.domains.reports.figures import papers
from hoaban.domains.reports.periods.forms import PeriodForm


@login_not_required
@require_safe
def results(request: HttpRequest) -> HttpResponse:
    """The figures of a period by agency, field and channel."""
    form = PeriodForm(request.GET, today=clock.today())
    if not form.is_valid():
        return render(request, "figures/portal_results.html", {"form": form}, status=422)
    asked, of = form.asked(), form.period
    narrow = narrowing(asked)
    agency, level = asked.get("agency", ""), asked.get("level", "")
    found = statistics.counted(of, agency_code=agency)
    report = breakdowns.report(of, found, level=level, agency_code=agency)

    def link(_share: str, narrowed: dict[str, str]) -> str:
        days = {name: code for name, code in narrowed.items() if name in {"begins", "ends"}}
        if narrowed and not days:
            part, code = next(iter(narrowed.items()))
            return narrow(Grouping(part), code) if part in Grouping.values else ""
        there = f"?{urlencode(asked | days)}" if days else ""
        return f"{there}#by-agency"

    months = statistics.by_month(of, report.agencies if agency or level else None)
    facts = drawings.page(report, months, link, narrow)
    facts |= papers.satisfaction(of, level=level, agency=agency)
    return render(request, "figures/portal_results.html", facts | {"form": form})
