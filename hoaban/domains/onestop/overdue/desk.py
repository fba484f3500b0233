"""Late steps by officer, as page, workbook and CSV."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hoaban.core import clock
from hoaban.core.http.requests import ActingRequest
from hoaban.core.refusals import NotAllowed
from hoaban.domains.onestop.overdue import papers, queries, rules
from hoaban.domains.onestop.parameters import queries as parameters
from hoaban.domains.onestop.takings.forms import DaysForm
from hoaban.engines.sheets import serving
from hoaban.engines.sheets.writing import Sheet

SHOWN = 200  # steps of a page; the file has all


@require_safe
def overdue(request: ActingRequest) -> HttpResponse:
    """What ended late today, or on the days that are asked for, and what is late now; with
    `format` it is taken away.
    """
    if not queries.may_read(request.actor):
        raise NotAllowed
    form = DaysForm(request.GET, today=clock.today())
    if not form.is_valid():
        return render(request, "overdue/desk/overdue.html", {"form": form}, status=422)
    days = form.period
    steps, has_more = queries.late(request.actor, days, clock.now())
    if kind := serving.asked(request.GET):
        own = request.actor.agency_pk
        agency = parameters.agency(own).shown_in_full if own else ""
        sheet = Sheet(
            f"buoc-tre-han_{days.from_on}_{days.to_on}",
            papers.COLUMNS,
            steps,
            title=papers.title(agency, days),
            notes=papers.notes(steps, has_more=has_more),
        )
        return serving.answer(sheet, kind)
    context = {
        "form": form,
        "days": days,
        "officers": rules.by_officer(steps),
        "rows": [
            (one, papers.how_late(one), papers.ended(one), papers.note(one))
            for one in steps[:SHOWN]
        ],
        "left_out": len(steps) - SHOWN,
        "stopped": papers.stopped() if has_more else "",
        "files": serving.addresses(request.GET),
    }
    return render(request, "overdue/desk/overdue.html", context)
