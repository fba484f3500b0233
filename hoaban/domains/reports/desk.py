"""Results for officials: every figure opens the dossiers behind it."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from hoaban.core import clock
from hoaban.core.http import OfficialRequest, paging
from hoaban.domains.dossiers import queries as dossiers
from hoaban.domains.reports import papers, queries
from hoaban.domains.reports.enums import Grouping, Share
from hoaban.domains.reports.forms import PeriodForm

PARTS = tuple(part.value for part in Grouping)
SIZE = 50


@require_safe
def results(request: OfficialRequest) -> HttpResponse:
    """The figures of a period; with `format=csv` the same as a file."""
    form = PeriodForm(request.GET, today=clock.today())
    if not form.is_valid():
        return render(request, "reports/desk_results.html", {"form": form}, status=422)
    asked, of = form.asked(), form.period
    found = queries.counted(of, agency_code=asked.get("agency", ""))
    report = queries.report(
        of, found, level=asked.get("level", ""), agency_code=asked.get("agency", "")
    )
    if request.GET.get("format") == "csv":
        return _file(report)

    there = reverse("reports:desk_rows")

    def link(share: str, narrowed: dict[str, str]) -> str:
        return f"{there}?{urlencode({**asked, **narrowed, 'share': share})}"

    def narrow(grouping: Grouping, code: str) -> str:
        if grouping not in {Grouping.AGENCY, Grouping.LEVEL}:
            return ""
        return f"?{urlencode({**asked, grouping.value: code})}"

    months = queries.by_month(of, {key.agency for key in found} if len(asked) > len(DAYS) else None)
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
        "file": f"?{urlencode({**asked, 'format': 'csv'})}",
    }
    return render(request, "reports/desk_results.html", facts)


DAYS = ("begins", "ends")


def _file(report: queries.Report) -> HttpResponse:
    answer = HttpResponse(papers.spreadsheet(report), content_type="text/csv; charset=utf-8")
    days = f"{report.period.from_on}_{report.period.to_on}"
    answer["Content-Disposition"] = f'attachment; filename="ket-qua_{days}.csv"'
    return answer


@require_safe
def rows(request: OfficialRequest) -> HttpResponse:
    """The dossiers behind one figure, as far as this post may open them; the rest is counted."""
    form = PeriodForm(request.GET, today=clock.today())
    if not form.is_valid():
        return render(request, "reports/desk_results.html", {"form": form}, status=422)
    of, share = form.period, request.GET.get("share", "")
    narrowed = {part: request.GET.get(part, "")[:64] for part in PARTS}
    seen = dossiers.visible_to(request.actor)
    behind = queries.behind(of, share, narrowed=narrowed, seen=seen)
    order, after = ("received_at", "id"), request.GET.get("after")
    page = paging.keyset(behind, order=order, after=after, size=SIZE)
    counted = queries.figure(of, share, narrowed=narrowed)
    facts = {
        "form": form,
        "page": page,
        "title": Share(share).label,
        "definition": papers.DEFINITIONS[share],
        "counted": counted,
        "hidden": counted - behind.count(),
        "back": f"{reverse('reports:desk_results')}?{urlencode(form.asked())}",
    }
    return render(request, "reports/desk_rows.html", facts)
