"""Results for officials: every figure opens the dossiers behind it."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from hoaban.core import clock
from hoaban.core.http import paging
from hoaban.core.http.requests import ActingRequest
from hoaban.core.language import text
from hoaban.domains.onestop.access import queries as access
from hoaban.domains.onestop.statistics import queries as statistics
from hoaban.domains.onestop.statistics.enums import Share
from hoaban.domains.onestop.statistics.queries import NARROWED
from hoaban.domains.reports.breakdowns import queries as breakdowns
from hoaban.domains.reports.breakdowns.papers import DEFINITIONS, narrowing
from hoaban.domains.reports.breakdowns.queries import Report
from hoaban.domains.reports.drawings import papers as drawings
from hoaban.domains.reports.figures import papers
from hoaban.domains.reports.periods.forms import PeriodForm
from hoaban.engines.sheets import serving
from hoaban.engines.sheets.serving import Kind
from hoaban.engines.sheets.writing import Sheet

SIZE = 50


@require_safe
def results(request: ActingRequest) -> HttpResponse:
    """The figures of a period; with `format` the same as a file."""
    form = PeriodForm(request.GET, today=clock.today())
    if not form.is_valid():
        return render(request, "figures/desk_results.html", {"form": form}, status=422)
    asked, of = form.asked(), form.period
    found = statistics.counted(of, agency_code=asked.get("agency", ""))
    report = breakdowns.report(
        of, found, level=asked.get("level", ""), agency_code=asked.get("agency", "")
    )
    if kind := serving.asked(request.GET):
        return _file(report, kind)

    there = reverse("reports:desk_rows")

    def link(share: str, narrowed: dict[str, str]) -> str:
        return f"{there}?{urlencode({**asked, **narrowed, 'share': share})}"

    months = statistics.by_month(of, report.agencies if len(asked) > len(DAYS) else None)
    facts = drawings.page(report, months, link, narrowing(asked))
    facts |= papers.satisfaction(of, level=asked.get("level", ""), agency=asked.get("agency", ""))
    facts |= {"table": f"{reverse('reports:desk_table')}?{urlencode(asked)}"}
    facts |= {"form": form, "files": serving.addresses(request.GET)}
    return render(request, "figures/desk_results.html", facts)


DAYS = ("begins", "ends")


def _file(report: Report, kind: Kind) -> HttpResponse:
    days = f"{report.period.from_on}_{report.period.to_on}"
    return serving.answer(Sheet(f"ket-qua_{days}", papers.SHEET, papers.cells(report)), kind)


@require_safe
def rows(request: ActingRequest) -> HttpResponse:
    """The dossiers behind one figure, as far as this post may open them; the rest is counted."""
    form = PeriodForm(request.GET, today=clock.today())
    if not form.is_valid():
        return render(request, "figures/desk_results.html", {"form": form}, status=422)
    of, share = form.period, request.GET.get("share", "")
    narrowed = {part: request.GET.get(part, "")[:64] for part in NARROWED}
    seen = access.parts_visible_to(request.actor)
    behind = statistics.behind(of, share, narrowed=narrowed, seen=seen)
    after = request.GET.get("after")
    mine = access.agencies_seen(request.actor)
    counted, opened = statistics.figure(of, share, narrowed=narrowed, among=mine)
    asked = access.parts_seen_when_asked(request.actor)
    besides = statistics.behind(of, share, narrowed=narrowed, seen=asked)
    opened += sum(part.count() for part in besides)
    order = statistics.order(share)
    page = paging.keyset(*behind, order=order, after=after, size=SIZE)
    facts = {
        "form": form,
        "page": page,
        "headings": papers.headings(order),
        "rows": papers.rows(page.rows, order),
        "title": Share(share).label,
        "definition": DEFINITIONS[share],
        "of": [text(name) for name in breakdowns.names_of(of, narrowed)],
        "counted": counted,
        "hidden": counted - opened,
        "back": f"{reverse('reports:desk_results')}?{urlencode(form.asked())}",
    }
    return render(request, "figures/desk_rows.html", facts)
