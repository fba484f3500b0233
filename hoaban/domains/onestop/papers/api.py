"""The papers of a dossier through the API."""

from typing import Any

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from ninja import Schema, Status

from hoaban.casework.papers import actions as papers
from hoaban.core import clock
from hoaban.core.http.machines import Moment, problems
from hoaban.core.http.requests import ActingRequest
from hoaban.domains.onestop.access.api import PDF, READ, WaitingOut, own_dossier, router, served
from hoaban.domains.onestop.papers import queries
from hoaban.domains.onestop.papers.queries import Paper


class PaperOut(Schema):
    id: str
    circular: str
    form: str
    number: int
    symbol: str
    at: Moment
    is_signed: bool


def paper_out(paper: Paper) -> PaperOut:
    return PaperOut(
        id=paper.public_id,
        circular=paper.circular,
        form=paper.form,
        number=paper.number,
        symbol=paper.symbol,
        at=paper.at,
        is_signed=paper.signed_id is not None,
    )


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
    return served(wanted.file, response)
