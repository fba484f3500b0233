"""Follow dossiers: the own list, one dossier as it stands, its papers and its result."""

from typing import Annotated, Any

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from ninja import Query, Status

from hoaban.core import clock
from hoaban.core.files import serving
from hoaban.core.files.models import Use
from hoaban.core.http import ActingRequest, paging
from hoaban.core.http.machines import Bearer, problems
from hoaban.core.people.actors import Actor
from hoaban.core.refusals import why_not
from hoaban.domains.documents import actions as documents
from hoaban.domains.dossiers import actions, queries, rules
from hoaban.domains.dossiers.api import schemas
from hoaban.domains.dossiers.api.filing import file_out, router
from hoaban.domains.dossiers.enums import Delivery, Money, State
from hoaban.domains.dossiers.queries import Dossier

ORDER = ("-id",)
MOST = 100
PDF = {
    "responses": {
        200: {
            "description": "The PDF, byte for byte",
            "content": {"application/pdf": {"schema": {"type": "string", "format": "binary"}}},
        }
    }
}
WAIT = "2"  # seconds
CHECKS = {
    "complete": rules.check_complete,
    "supply": rules.check_supply,
    "withdraw": rules.check_withdraw,
}
READ = Bearer("dossiers:read")


def own_dossier(actor: Actor, reference: str) -> Dossier:
    """By reference or legal code; 404 for what is not there and for what is not theirs."""
    if not reference.isprintable():
        raise Http404
    return get_object_or_404(queries.by_reference(queries.visible_to(actor), reference))


@router.get(
    "/dossiers",
    auth=READ,
    response={200: schemas.PageOut, **problems(403, 422)},
    summary="List your dossiers",
)
def dossiers(
    request: ActingRequest,
    after: Annotated[str, Query(max_length=200)] = "",
    size: Annotated[int, Query(ge=1, le=MOST)] = 50,
) -> Any:  # noqa: ANN401 - ninja's answer
    """What this system filed, newest first, a page at a time."""
    found = queries.visible_to(request.actor)
    page = paging.keyset(found, order=ORDER, after=after or None, size=size)
    return schemas.PageOut(
        dossiers=[schemas.LineOut(**_line(dossier)) for dossier in page.rows], next=page.next
    )


def _line(dossier: Dossier) -> dict[str, Any]:  # Any: JSON values
    return {
        "reference": dossier.reference,
        "code": dossier.code,
        "procedure": queries.plan(dossier.revision_id).facts.code,
        "agency": queries.agency(dossier.receiving_agency_id).code,
        "state": dossier.state,
        "submitted_at": clock.local(dossier.submitted_at),
        "due_at": dossier.due_at and clock.local(dossier.due_at),
    }


@router.get(
    "/dossiers/{reference}",
    auth=READ,
    response={200: schemas.DossierOut, **problems(403, 404)},
    summary="Read one dossier",
)
def dossier(request: ActingRequest, reference: str) -> Any:  # noqa: ANN401 - ninja's answer
    """State, degree of completion, appointed time, papers, what is asked for, the result."""
    return shown(own_dossier(request.actor, reference), request.actor)


def shown(dossier: Dossier, actor: Actor) -> schemas.DossierOut:
    """The dossier as its filer reads it."""
    plan = queries.plan(dossier.revision_id)
    facts = queries.facts(dossier, by=actor, at=clock.now())
    return schemas.DossierOut(
        **_line(dossier),
        procedure_name=plan.revision.name,
        case=plan.cases[dossier.case_id].code,
        agency_name=queries.agency(dossier.receiving_agency_id).name,
        channel=dossier.channel,
        state_words=str(State(dossier.state).label),
        degree=queries.degree(dossier),
        clock=dossier.clock,
        received_at=dossier.received_at,
        done_at=dossier.done_at,
        ended_at=dossier.ended_at,
        end_reason=dossier.end_reason,
        fee=dossier.fee_amount,
        fee_state=dossier.money,
        papers=[_paper(paper) for paper in queries.papers_given(dossier)],
        files=[file_out(a.use) for a in queries.attachments_of(dossier) if a.is_current],
        supplement=_supplement(dossier),
        result=_result(dossier),
        may=[name for name, check in CHECKS.items() if why_not(check, facts) is None],
    )


def _paper(paper: queries.Paper) -> schemas.PaperOut:
    return schemas.PaperOut(
        id=paper.public_id,
        circular=paper.circular,
        form=paper.form,
        number=paper.number,
        at=paper.at,
    )


def _supplement(dossier: Dossier) -> schemas.SupplementOut | None:
    asked = queries.open_supplement(dossier)
    if asked is None or not rules.is_open(dossier.state):
        return None
    return schemas.SupplementOut(
        stage=asked.stage,
        reason=asked.reason,
        items=[schemas.AskedOut(**item) for item in asked.items],
        asked_at=asked.asked_at,
        until=dossier.act_by,
    )


def _result(dossier: Dossier) -> schemas.ResultOut | None:
    document = queries.issued_result(dossier)
    if document is None:
        return None
    available = dossier.delivery != Delivery.NOTHING and dossier.money != Money.ASKED
    return schemas.ResultOut(
        available=available, outcome=dossier.outcome, symbol=document.symbol if available else ""
    )


@router.get(
    "/dossiers/{reference}/papers/{paper_id}",
    auth=READ,
    response={202: schemas.WaitingOut, **problems(403, 404, 409)},
    openapi_extra=PDF,
    summary="Fetch a paper as PDF",
)
def paper(
    request: ActingRequest, response: HttpResponse, reference: str, paper_id: str
) -> HttpResponseBase | Status[Any]:
    """A receipt, a request for supplement, a refusal: drawn when first wanted (202 until then)."""
    found = own_dossier(request.actor, reference)
    if not paper_id.isalnum():
        raise Http404
    wanted = get_object_or_404(queries.papers_given(found), public_id=paper_id)
    if wanted.use is None:
        actions.want_paper(wanted.pk, by=request.actor, at=clock.now())
    return _served(wanted.use, response)


@router.get(
    "/dossiers/{reference}/result",
    auth=READ,
    response={202: schemas.WaitingOut, **problems(403, 404, 409)},
    openapi_extra=PDF,
    summary="Fetch the signed result",
)
def result(
    request: ActingRequest, response: HttpResponse, reference: str
) -> HttpResponseBase | Status[Any]:
    """The signed PDF, once it is released and the fee settled; 202 while it is being sealed.

    [ND61/2018 Đ20] [ND61/2018 Đ22]
    """
    found = own_dossier(request.actor, reference)
    document = queries.issued_result(found)
    if document is None:
        raise Http404
    rules.check_stands(symbol=document.symbol, withdrawn_for=document.withdrawal_reason)
    if found.delivery == Delivery.NOTHING:
        raise rules.NotReleased(code=found.code)
    if found.money == Money.ASKED:
        raise rules.FeeUnpaid(code=found.code, amount=found.fee_amount)
    if document.signed is None:
        documents.want(document.pk, by=request.actor, at=clock.now())
    return _served(document.signed, response)


def _served(use: Use | None, response: HttpResponse) -> HttpResponseBase | Status[Any]:
    if use is not None:
        return serving.http_response(use)
    response["Retry-After"] = WAIT
    return Status(202, schemas.WaitingOut())
