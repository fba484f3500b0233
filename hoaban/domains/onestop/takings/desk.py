"""What was taken in fees on some days, as page, workbook and CSV."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hoaban.core import clock
from hoaban.core.http import paging
from hoaban.core.http.requests import ActingRequest
from hoaban.core.refusals import NotAllowed
from hoaban.domains.onestop.cashbook import queries as cashbook
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
    amounts = refunds.amounts(page.rows)
    rows = [{"dossier": one, "amount": amounts[one.pk]} for one in page.rows]
    return render(request, "takings/desk/owed.html", {"page": page, "rows": rows})


@require_safe
def debts(request: ActingRequest) -> HttpResponse:
    """What citizens owe since the bank took back what they had paid, where the work is done."""
    if not money.may_read(request.actor):
        raise NotAllowed
    found, after = queries.debts(request.actor), request.GET.get("after")
    page = paging.keyset(*found, order=refunds.ORDER, after=after, size=SIZE)
    return render(request, "takings/desk/debts.html", {"page": page})


def _page(request: ActingRequest, form: DaysForm) -> HttpResponse:
    found = queries.parts(request.actor, form.period)
    after = request.GET.get("after")
    page = paging.keyset(*found, order=queries.ORDER, after=after, size=SIZE)
    beside = _beside(request, form.period, most=MOST_CANCELLED)
    context = {
        "form": form,
        "days": form.period,
        "page": page,
        "lines": queries.lines(page.rows),
        "beside": beside,
        "most": MOST_CANCELLED,
        "is_cut": any(len(rows) >= MOST_CANCELLED for rows in beside.values()),
        "sums": cashbook.sums(request.actor, form.period),
        "kinds": cashbook.by_kind(request.actor, form.period),
        "debts": queries.count_debts(request.actor, most=MOST_COUNTED),
        "owed": refunds.count_owed(request.actor, most=MOST_COUNTED),
        "files": serving.addresses(request.GET, "after"),
    }
    return render(request, "takings/desk/takings.html", context)


def _beside(request: ActingRequest, days: Period, *, most: int) -> dict[str, list[Line]]:
    """What happened on these days to receipts and refunds, whenever they were made, the last first;
    so many of each kind at most.
    """
    actor, moments = request.actor, (days.begins_at, days.ends_at)
    return {
        "cancelled": queries.negative_lines(queries.cancelled(actor, days, most=most)),
        "refunded": queries.refunded_lines(refunds.made(actor, *moments, most=most)),
        "returned": queries.returned_lines(refunds.taken_back(actor, *moments, most=most)),
    }


def _file(request: ActingRequest, days: Period, kind: Kind) -> HttpResponse:
    found, has_more = _lines(request, days)
    for rows in _beside(request, days, most=MOST_EXPORTED).values():
        found += rows
        has_more = has_more or len(rows) >= MOST_EXPORTED
    notes = papers.notes(cashbook.sums(request.actor, days))
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
