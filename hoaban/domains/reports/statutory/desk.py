"""Table II.06 on the dossiers of a period, as page, workbook, CSV and PDF."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from hoaban.core import clock
from hoaban.core.http.requests import ActingRequest
from hoaban.core.language import FIRST, text
from hoaban.domains.onestop.statistics import queries as statistics
from hoaban.domains.reports.periods import queries as periods
from hoaban.domains.reports.periods.forms import PeriodForm
from hoaban.domains.reports.statutory import papers, queries
from hoaban.domains.reports.statutory.enums import By
from hoaban.engines.sheets import serving
from hoaban.engines.sheets.writing import Sheet, heads
from hoaban.engines.tallies.periods import Period
from hoaban.engines.typesetting import papers as typesetting

PDF = "pdf"
TEMPLATE = "bieu-ho-so"


@require_safe
def table(request: ActingRequest) -> HttpResponse:
    """The table by field or by agency; with `format` it is taken away."""
    form = PeriodForm(request.GET, today=clock.today())
    if not form.is_valid():
        return render(request, "statutory/table.html", {"form": form}, status=422)
    asked, of = form.asked(), form.period
    by = By(request.GET.get("by", "")) if request.GET.get("by") in By.values else By.FIELD
    agency, level = asked.get("agency", ""), asked.get("level", "")
    found = statistics.counted(of, agency_code=agency)
    if level:
        found = {
            key: one for key, one in found.items() if statistics.level_of(key.agency, of) == level
        }
    rows = queries.table(of, found, by)
    who = _who(agency, of)
    name = f"bieu-ho-so_{by}_{of.from_on}_{of.to_on}"
    if kind := serving.asked(request.GET):
        title, notes = papers.title(of, by, who), papers.notes(rows[-1])
        sheet = Sheet(name, papers.COLUMNS, rows, title=title, notes=notes, is_numbered=True)
        return serving.answer(sheet, kind)
    if request.GET.get("format") == PDF:
        facts = papers.sheet(of, by, who, rows)
        answer = HttpResponse(
            typesetting.typeset(TEMPLATE, facts, on=clock.today()), content_type="application/pdf"
        )
        answer["Content-Disposition"] = f'inline; filename="{name}.pdf"'
        return answer
    above, below = heads(papers.COLUMNS)
    facts = {
        "form": form,
        "period": of,
        "number": papers.number(of, None),
        "tabs": [
            {
                "label": one.label,
                "url": f"?{urlencode({**asked, 'by': one.value})}",
                "current": one == by,
            }
            for one in By
        ],
        "above": above,
        "below": below,
        "rows": papers.rows(rows),
        "notes": papers.notes(rows[-1]),
        "adds_up": all(row.counts.adds_up for row in rows),
        "files": serving.addresses(request.GET),
        "pdf": f"?{urlencode({**asked, 'by': by.value, 'format': PDF})}",
    }
    return render(request, "statutory/table.html", facts)


def _who(agency: str, of: Period) -> str:
    """Who reports: the agency that was chosen, or the province."""
    if agency:
        return text(periods.agency(agency, of).name, FIRST)
    return "toàn tỉnh"
