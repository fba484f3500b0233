"""The signed result through the API."""

from typing import Annotated, Any

from django.http import Http404, HttpResponse, HttpResponseBase
from ninja import Path, Schema, Status
from pydantic import Field

from hoaban.core import clock
from hoaban.core.http.machines import problems
from hoaban.core.http.requests import ActingRequest
from hoaban.core.people.actors import Actor
from hoaban.core.refusals import why_not
from hoaban.domains.documents import actions as documents
from hoaban.domains.documents import queries
from hoaban.domains.documents.queries import Document
from hoaban.domains.onestop.access.api import PDF, READ, WaitingOut, own_dossier, router, served
from hoaban.domains.onestop.copies import queries as copies
from hoaban.domains.onestop.dossiers import queries as dossiers
from hoaban.domains.onestop.dossiers.queries import Dossier
from hoaban.domains.onestop.results import rules

MOST_COPIES = 999  # places that an address may name


class ResultOut(Schema):
    available: bool = Field(description="GET …/result gives the signed PDF.")
    outcome: str
    symbol: str
    copies: list[str] = Field(
        [], description="Numbers of the copies; GET …/result/copies/{place} gives each, from 1."
    )


@router.get(
    "/dossiers/{reference}/result",
    auth=READ,
    response={202: WaitingOut, **problems(403, 404, 409)},
    openapi_extra=PDF,
    summary="Fetch the signed result",
)
def result(
    request: ActingRequest, response: HttpResponse, reference: str
) -> HttpResponseBase | Status[Any]:
    """The signed PDF, once it is released and the fee settled; 202 while it is being sealed.

    [ND61/2018 Đ20] [ND61/2018 Đ22]
    """
    found = own_dossier(request, reference)
    return _given(request, response, found, dossiers.issued_result(found))


@router.get(
    "/dossiers/{reference}/result/copies/{place}",
    auth=READ,
    response={202: WaitingOut, **problems(403, 404, 409, 422)},
    openapi_extra=PDF,
    summary="Fetch a copy of the signed result",
)
def result_copy(
    request: ActingRequest,
    response: HttpResponse,
    reference: str,
    place: Annotated[int, Path(ge=1, le=MOST_COPIES)],
) -> HttpResponseBase | Status[Any]:
    """A copy by its place among them, as the result itself: a document with a number of its own."""
    found = own_dossier(request, reference)
    return _given(request, response, found, copies.one(found, place))


def _given(
    request: ActingRequest, response: HttpResponse, found: Dossier, document: Document | None
) -> HttpResponseBase | Status[Any]:
    if document is None:
        raise Http404
    facts = dossiers.facts(found, by=request.actor, at=clock.now())
    rules.check_fetch_result(facts)
    file = queries.given_out(document)
    if file is None:
        documents.want(document.pk, by=request.actor, at=clock.now())
    return served(file, response)


def result_out(dossier: Dossier, actor: Actor) -> ResultOut | None:
    """The result as the answer about its dossier tells it; None while there is none."""
    document = dossiers.issued_result(dossier)
    if document is None:
        return None
    facts = dossiers.facts(dossier, by=actor, at=clock.now())
    available = why_not(rules.check_fetch_result, facts) is None
    made = copies.of(dossier) if available else []
    return ResultOut(
        available=available,
        outcome=dossier.outcome,
        symbol=document.symbol if available else "",
        copies=[one.symbol for one in made],
    )
