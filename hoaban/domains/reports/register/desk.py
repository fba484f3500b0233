"""The register of dossiers of an agency, as page, workbook, CSV and PDF."""

from collections.abc import Sequence

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from hoaban.core import clock
from hoaban.core.http import paging
from hoaban.core.http.requests import ActingRequest
from hoaban.core.people.roles import Role
from hoaban.core.refusals import NotAllowed
from hoaban.domains.reports.periods import queries as periods
from hoaban.domains.reports.register import actions, papers, queries
from hoaban.domains.reports.register.forms import BookForm
from hoaban.domains.reports.register.queries import ORDER, Book, Line
from hoaban.engines.sheets import serving
from hoaban.engines.sheets.serving import Kind
from hoaban.engines.sheets.writing import MOST_EXPORTED, Sheet, heads
from hoaban.engines.typesetting import papers as typesetting

SIZE = 50
MOST_PRINTED = 300  # lines of a print
BATCH = 500
PDF = "pdf"


@require_safe
def register(request: ActingRequest) -> HttpResponse:
    """The book of an agency in the order of reception; with `format` it is taken away.

    That it was read is noted: it has names, addresses and telephone numbers.
    """
    offered = queries.offered(request.actor)
    if not offered:
        raise NotAllowed
    form = BookForm(request.GET, today=clock.today(), offered=offered)
    if not form.is_valid():
        return render(request, "register/register.html", {"form": form}, status=422)
    code = form.cleaned_data["agency"]
    of = queries.book(periods.agency(code, form.period), form.period)
    asked = request.GET.get("format", "")
    kind = serving.asked(request.GET)
    actions.read(
        of.agency.pk,
        of.days,
        kind=asked if kind or asked == PDF else "page",
        by=request.actor,
        at=clock.now(),
    )
    if kind:
        return _file(request, of, kind)
    if asked == PDF:
        return _print(request, of)
    return _page(request, of, form)


def _page(request: ActingRequest, of: Book, form: BookForm) -> HttpResponse:
    page = paging.keyset(*queries.rows(of), order=ORDER, after=request.GET.get("after"), size=SIZE)
    above, below = heads(papers.columns(of))
    asked = form.asked()
    earlier = {**asked, "ends": of.earlier.isoformat()} if of.earlier else None
    facts = {
        "form": form,
        "book": of,
        "page": page,
        "above": above,
        "below": below,
        "rows": papers.rows(of, _shown(request, queries.lines(page.rows))),
        "files": serving.addresses(request.GET, "after"),
        "pdf": f"?{urlencode({**asked, 'format': PDF})}",
        "earlier": f"?{urlencode(earlier)}" if earlier else "",
        "most": MOST_EXPORTED,
        "most_printed": MOST_PRINTED,
    }
    answer = render(request, "register/register.html", facts)
    answer["Cache-Control"] = "private, no-store"
    return answer


def _shown(request: ActingRequest, lines: Sequence[Line]) -> list[Line]:
    """As this reader may see them."""
    conceals = request.actor.role == Role.AUDITOR
    return [papers.conceal(line) if conceals else line for line in lines]


def _lines(request: ActingRequest, of: Book, most: int) -> tuple[list[Line], bool]:
    """The first lines of the book, and whether there are more."""
    found: list[Line] = []
    after = None
    for begins in range(0, most, BATCH):
        page = paging.keyset(
            *queries.rows(of), order=ORDER, after=after, size=min(BATCH, most - begins)
        )
        found += queries.lines(page.rows)
        after = page.next
        if after is None:
            break
    return _shown(request, found), after is not None


def _name(of: Book) -> str:
    return f"so-theo-doi_{of.agency.code}_{of.days.from_on}_{of.days.to_on}"


def _file(request: ActingRequest, of: Book, kind: Kind) -> HttpResponse:
    lines, has_more = _lines(request, of, MOST_EXPORTED)
    notes = [papers.stopped(len(lines), lines[-1])] if has_more else []
    sheet = Sheet(
        _name(of), papers.columns(of), lines, title=papers.title(of), notes=notes, is_numbered=True
    )
    return serving.answer(sheet, kind)


def _print(request: ActingRequest, of: Book) -> HttpResponse:
    """The book as its form is printed: A4, landscape, with its headings on every page."""
    lines, has_more = _lines(request, of, MOST_PRINTED)
    facts = papers.sheet(of, lines, is_whole=not has_more)
    facts["stopped"] = papers.stopped(len(lines), lines[-1]) if has_more else ""
    template = f"{of.circular.replace('/', '-')}/{of.form}"
    pdf = typesetting.typeset(template, facts, on=clock.today())
    answer = HttpResponse(pdf, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{_name(of)}.pdf"'
    answer["Cache-Control"] = "private, no-store"
    return answer
