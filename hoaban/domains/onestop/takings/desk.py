"""What was taken in fees on some days, as page, workbook and CSV."""

from datetime import datetime

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hoaban.core import clock
from hoaban.core.http import paging
from hoaban.core.http.requests import ActingRequest
from hoaban.core.refusals import NotAllowed
from hoaban.domains.onestop.money import queries as money
from hoaban.domains.onestop.parameters import queries as parameters
from hoaban.domains.onestop.refunds import queries as refunds
from hoaban.domains.onestop.takings import papers, queries
from hoaban.domains.onestop.takings.forms import DaysForm
from hoaban.domains.onestop.takings.queries import Line
from hoaban.engines.sheets import serving
from hoaban.engines.sheets.serving import Kind
from hoaban.engines.sheets.writing import Sheet
from hoaban.engines.tallies.periods import Period

SIZE, BATCH = 50, 500
MOST_EXPORTED, MOST_COUNTED, MOST_CANCELLED = 5000, 99, 200


@require_safe
def takings(request: ActingRequest) -> HttpResponse:
    """The receipts of today, or of the days that are asked for; with `format` they are taken away.

    What was cancelled counts against the day of its cancellation, whenever it was taken.
    """
    if not money.may_read(request.actor):
        raise NotAllowed
    form = DaysForm(request.GET, today=clock.today())
    if not form.is_valid():
        return render(request, "takings/desk/takings.html", {"form": form}, status=422)
    kind = serving.asked(request.GET)
    return _file(request, form.period, kind) if kind else _page(request, form)


@require_safe
def owed(request: ActingRequest) -> HttpResponse:
    """What is still owed to citizens: fees that go back, and those of which nobody said it yet."""
    if not money.may_read(request.actor):
        raise NotAllowed
    found, after = refunds.owed(request.actor), request.GET.get("after")
    page = paging.keyset(*found, order=refunds.ORDER, after=after, size=SIZE)
    rows = [{"dossier": one, "amount": refunds.amount(one)} for one in page.rows]
    return render(request, "takings/desk/owed.html", {"page": page, "rows": rows})


def _page(request: ActingRequest, form: DaysForm) -> HttpResponse:
    found = queries.parts(request.actor, form.period)
    after = request.GET.get("after")
    page = paging.keyset(*found, order=queries.ORDER, after=after, size=SIZE)
    sums = queries.sums(request.actor, form.period)
    context = {
        "form": form,
        "days": form.period,
        "page": page,
        "lines": queries.lines(page.rows),
        "negative": queries.negative_lines(
            queries.cancelled(request.actor, form.period, most=MOST_CANCELLED)
        ),
        "refunded": queries.refunded_lines(
            refunds.made(request.actor, *_moments(form.period), most=MOST_CANCELLED)
        ),
        "sums": sums,
        "cash": queries.cash(request.actor, form.period, sums),
        "paid_back": refunds.paid_back(request.actor, *_moments(form.period)),
        "owed": refunds.count_owed(request.actor, most=MOST_COUNTED),
        "files": serving.addresses(request.GET, "after"),
    }
    return render(request, "takings/desk/takings.html", context)


def _file(request: ActingRequest, days: Period, kind: Kind) -> HttpResponse:
    found, has_more = _lines(request, days)
    gone = queries.cancelled(request.actor, days, most=MOST_EXPORTED)
    back = refunds.made(request.actor, *_moments(days), most=MOST_EXPORTED)
    found += [*queries.negative_lines(gone), *queries.refunded_lines(back)]
    paid_back = refunds.paid_back(request.actor, *_moments(days))
    sums = queries.sums(request.actor, days)
    notes = papers.notes(sums, paid_back, queries.cash(request.actor, days, sums))
    if has_more:
        notes.append(papers.stopped(MOST_EXPORTED))
    own = request.actor.agency_pk
    agency = parameters.agency(own).shown_in_full if own else ""
    sheet = Sheet(
        f"thu-phi_{days.from_on}_{days.to_on}",
        papers.COLUMNS,
        found,
        title=papers.title(agency, days),
        notes=notes,
    )
    return serving.answer(sheet, kind)


def _moments(days: Period) -> tuple[datetime, datetime]:
    return days.begins_at, days.ends_at


def _lines(request: ActingRequest, days: Period) -> tuple[list[Line], bool]:
    """The first lines of the days, and whether there are more."""
    found: list[Line] = []
    after: str | None = None
    parts = queries.parts(request.actor, days)
    while len(found) < MOST_EXPORTED:
        page = paging.keyset(*parts, order=queries.ORDER, after=after, size=BATCH)
        found += queries.lines(page.rows)
        after = page.next
        if after is None:
            break
    return found, after is not None
