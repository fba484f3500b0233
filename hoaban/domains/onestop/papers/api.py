"""The papers of a dossier through the API."""

from typing import Any, Literal

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from ninja import Schema, Status

from hoaban.casework.papers import actions as papers
from hoaban.casework.papers import papers as printing
from hoaban.core import clock
from hoaban.core.http.machines import Moment, problems
from hoaban.core.http.requests import ActingRequest
from hoaban.domains.onestop.access.api import PDF, READ, WaitingOut, own_dossier, router, served
from hoaban.domains.onestop.papers import queries
from hoaban.domains.onestop.papers.queries import Paper

Standing = Literal["holds", "cancelled", "replaced"]


class DrawnOut(Schema):
    """`standing`: of one that holds no more the PDF says so on each page."""

    id: str
    circular: str
    form: str
    number: int
    symbol: str
    at: Moment
    is_signed: bool
    standing: Standing


def paper_out(paper: Paper) -> DrawnOut:
    return DrawnOut(
        id=paper.public_id,
        circular=paper.circular,
        form=paper.form,
        number=paper.number,
        symbol=paper.symbol,
        at=paper.at,
        is_signed=paper.signed_id is not None,
        standing=_standing(paper),
    )


def _standing(paper: Paper) -> Standing:
    if paper.withdrawn_at is not None:
        return "cancelled"
    return "replaced" if paper.replaced_by_id is not None else "holds"


@router.get(
    "/dossiers/{reference}/papers/{paper_id}",
    auth=READ,
    response={202: WaitingOut, **problems(403, 404, 409)},
    openapi_extra=PDF,
    summary="Fetch a paper as PDF",
)
def paper(
    request: ActingRequest, response: HttpResponse, reference: str, paper_id: str
) -> HttpResponseBase | Status[Any]:
    """A receipt, a request for supplement, a refusal: drawn when first wanted (202 until then)."""
    found = own_dossier(request, reference)
    if not paper_id.isalnum():
        raise Http404
    wanted = get_object_or_404(queries.papers_given(found), public_id=paper_id)
    if wanted.file is None:
        papers.want_paper(wanted.pk, by=request.actor, at=clock.now())
    copy = printing.copy_to_give(wanted.file, printing.mark_of(wanted))
    return served(wanted.file, response, copy=copy)
