"""Reads and supplies dossiers through the API."""

from collections.abc import Callable
from datetime import datetime
from typing import Annotated, Any, Literal

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from ninja import Query, Schema, Status
from pydantic import Field

from hoaban.casework.attachments import queries as attachments
from hoaban.casework.papers import actions as papers_actions
from hoaban.core import clock as core_clock
from hoaban.core.files import serving
from hoaban.core.files.models import Use
from hoaban.core.http import citing, paging
from hoaban.core.http.machines import Asked, Bearer, FieldsWrong, Moment, Text, problems
from hoaban.core.http.requests import ActingRequest
from hoaban.core.journal import queries as journal
from hoaban.core.language import FIRST, current, text
from hoaban.core.people.actors import Actor
from hoaban.core.refusals import why_not
from hoaban.domains.documents import actions as documents
from hoaban.domains.onestop.casefile import acts
from hoaban.domains.onestop.dossiers import queries as dossiers_queries
from hoaban.domains.onestop.dossiers import states as dossiers_states
from hoaban.domains.onestop.dossiers.enums import State
from hoaban.domains.onestop.dossiers.queries import Dossier, Paper
from hoaban.domains.onestop.dossiers.rules import Facts
from hoaban.domains.onestop.endings import actions as endings
from hoaban.domains.onestop.filing import api as filing
from hoaban.domains.onestop.filing.api import Answers, FileOut, Files, Key, file_out, taken
from hoaban.domains.onestop.parameters import queries as parameters
from hoaban.domains.onestop.results import rules as results
from hoaban.domains.onestop.supplements import actions as supplements_actions
from hoaban.domains.onestop.supplements import queries as supplements_queries
from hoaban.domains.onestop.supplements import rules as supplements

WRITE = Bearer("dossiers:write")

router = filing.router  # one for both: they share an address, and the first router would answer all


class LineOut(Schema):
    """A dossier in the list."""

    reference: str
    code: str | None = Field(description="The legal code, from reception on.")
    procedure: str
    agency: str
    state: str
    submitted_at: Moment
    due_at: Moment | None


class PaperOut(Schema):
    id: str
    circular: str
    form: str
    number: int
    at: Moment


class ResultOut(Schema):
    available: bool = Field(description="GET …/result gives the signed PDF.")
    outcome: str
    symbol: str


class AskedOut(Schema):
    component: str
    name: str
    what: str
    sections: list[str] = Field([], description="Sections of `answers` to be declared anew.")


class SupplementOut(Schema):
    """What the applicant is asked for right now: complete or supply answers it."""

    stage: str
    reason: str
    items: list[AskedOut]
    asked_at: Moment
    until: Moment


PDF = {
    "responses": {
        200: {
            "description": "The PDF, byte for byte",
            "content": {"application/pdf": {"schema": {"type": "string", "format": "binary"}}},
        }
    }
}
READ = Bearer("dossiers:read")


class WaitingOut(Schema):
    """The file is being made: ask again after `Retry-After` seconds."""

    state: Literal["being_made"] = "being_made"


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
    document = dossiers_queries.issued_result(found)
    if document is None:
        raise Http404
    facts = dossiers_queries.whole_facts(found, by=request.actor, at=core_clock.now())
    results.check_fetch_result(facts)
    if document.signed is None:
        documents.want(document.pk, by=request.actor, at=core_clock.now())
    return _served(document.signed, response)


class DossierOut(LineOut):
    """A dossier as its filer may know it."""

    procedure_name: str
    case: str
    agency_name: str
    channel: str
    state_words: str
    degree: int = Field(description="How far it has come, in percent.")
    clock: str
    received_at: Moment | None
    done_at: Moment | None
    ended_at: Moment | None
    end_reason: str
    fee: int = Field(description="Whole VND.")
    fee_state: str
    papers: list[PaperOut]
    files: list[FileOut]
    supplement: SupplementOut | None
    result: ResultOut | None
    may: list[str] = Field(description="Which operations the rules allow now.")


ANSWERS = {200: DossierOut, **problems(403, 404, 409, 413, 422)}


def _files(request: ActingRequest, dossier: Dossier, files: Files) -> dict[str, Any]:
    return taken(request.actor, files, parameters.plan(dossier.revision_id), dossier.variant_id)


class AgainIn(Asked):
    """What is filed again before reception: answers replace the old ones, files are added."""

    answers: Answers | None = None
    files: Files = {}


@router.post("/dossiers/{reference}/complete", auth=WRITE, response=ANSWERS, summary="File again")
def complete(request: ActingRequest, reference: str, body: AgainIn, key: Key = None) -> Any:  # noqa: ANN401 - ninja's answer
    """Answer a request to complete, before reception. [ND61/2018 Đ17]"""
    dossier, at = own_dossier(request, reference), core_clock.now()
    answers = _answers(request, dossier, body.answers, supplements.check_complete, at=at, key=key)
    files = _files(request, dossier, body.files)
    done = supplements_actions.complete(
        dossier.pk, answers=answers, files=files, by=request.actor, at=at, key=key
    )
    return shown(done, request.actor)


def _answers(
    request: ActingRequest,
    dossier: Dossier,
    answers: Answers | None,
    check: Callable[[Facts], None],
    *,
    at: datetime,
    key: str | None,
) -> Answers | None:
    """The whole declaration as it is kept; refused where it is not the moment, or does not fit."""
    if answers is None or journal.is_written(request.actor.client, key):
        return None
    check(dossiers_queries.facts(dossier, by=request.actor, at=at))
    day, language = core_clock.day(at), current()
    found, wrong = parameters.answered(dossier.revision_id, answers, day, language)
    if wrong:
        raise FieldsWrong((f"answers.{path}".rstrip("."), words) for path, words in wrong)
    return dict(found.answers)


class SupplyIn(Asked):
    """What was asked after reception: files, and the declaration where its sections are named."""

    answers: Answers | None = None
    files: Files = {}


@router.post(
    "/dossiers/{reference}/supply", auth=WRITE, response=ANSWERS, summary="Supply what was asked"
)
def supply(request: ActingRequest, reference: str, body: SupplyIn, key: Key = None) -> Any:  # noqa: ANN401 - ninja's answer
    """Answer a request for supplement, after reception: the clock goes on. [ND61/2018 Đ19 k4]"""
    dossier, at = own_dossier(request, reference), core_clock.now()
    answers = _answers(request, dossier, body.answers, supplements.check_supply, at=at, key=key)
    files = _files(request, dossier, body.files)
    done = supplements_actions.supply(
        dossier.pk, answers=answers, files=files, by=request.actor, at=at, key=key
    )
    return shown(done, request.actor)


class WithdrawIn(Asked):
    reason: Text = ""


@router.post(
    "/dossiers/{reference}/withdraw", auth=WRITE, response=ANSWERS, summary="Withdraw a dossier"
)
def withdraw(request: ActingRequest, reference: str, body: WithdrawIn, key: Key = None) -> Any:  # noqa: ANN401 - ninja's answer
    """Take the request back while it is open. [ND61/2018 Đ6]"""
    dossier = own_dossier(request, reference)
    done = endings.withdraw(
        dossier.pk, reason=body.reason, by=request.actor, at=core_clock.now(), key=key
    )
    return shown(done, request.actor)


ORDER = ("-case_id",)
MOST = 100
WAIT = "2"  # seconds
OFFERED = ("complete", "supply", "withdraw")  # acts that have an operation


def own_dossier(request: ActingRequest, reference: str) -> Dossier:
    """By reference or legal code; 404 for what is not there and for what is not theirs.

    What is refused from here on cites the law of its day.
    """
    if not reference.isprintable():
        raise Http404
    visible = dossiers_queries.visible_to(request.actor)
    dossier = get_object_or_404(dossiers_queries.by_reference(visible, reference))
    citing.concerns(request, dossiers_queries.governed_on(dossier))
    return dossier


class PageOut(Schema):
    dossiers: list[LineOut]
    next: str | None = Field(description="Send it as `after` for the next page.")


@router.get(
    "/dossiers",
    auth=READ,
    response={200: PageOut, **problems(403, 422)},
    summary="List your dossiers",
)
def dossiers(
    request: ActingRequest,
    after: Annotated[str, Query(max_length=200)] = "",
    size: Annotated[int, Query(ge=1, le=MOST)] = 50,
) -> Any:  # noqa: ANN401 - ninja's answer
    """What this system filed, newest first, a page at a time."""
    found = dossiers_queries.visible_to(request.actor)
    page = paging.keyset(found, order=ORDER, after=after or None, size=size)
    return PageOut(dossiers=[LineOut(**_line(dossier)) for dossier in page.rows], next=page.next)


def _line(dossier: Dossier) -> dict[str, Any]:  # Any: JSON values
    return {
        "reference": dossier.reference,
        "code": dossier.code,
        "procedure": parameters.plan(dossier.revision_id).facts.code,
        "agency": parameters.agency(dossier.receiving_agency_id).code,
        "state": dossier.state,
        "submitted_at": core_clock.local(dossier.submitted_at),
        "due_at": dossier.due_at and core_clock.local(dossier.due_at),
    }


@router.get(
    "/dossiers/{reference}",
    auth=READ,
    response={200: DossierOut, **problems(403, 404)},
    summary="Read one dossier",
)
def dossier(request: ActingRequest, reference: str) -> Any:  # noqa: ANN401 - ninja's answer
    """State, degree of completion, appointed time, papers, what is asked for, the result."""
    return shown(own_dossier(request, reference), request.actor)


def shown(dossier: Dossier, actor: Actor) -> DossierOut:
    """The dossier as its filer reads it."""
    plan = parameters.plan(dossier.revision_id)
    may = acts.of_applicant(dossier, by=actor, at=core_clock.now())
    return DossierOut(
        **_line(dossier),
        procedure_name=text(plan.revision.name, FIRST),
        case=plan.cases[dossier.variant_id].code,
        agency_name=text(parameters.agency(dossier.receiving_agency_id).name, FIRST),
        channel=dossier.channel,
        state_words=str(State(dossier.state).label),
        degree=dossiers_queries.degree(dossier),
        clock=dossier.clock,
        received_at=dossier.received_at,
        done_at=dossier.done_at,
        ended_at=dossier.ended_at,
        end_reason=dossier.end_reason,
        fee=dossier.fee_amount,
        fee_state=dossier.money,
        papers=[_paper(paper) for paper in dossiers_queries.papers_given(dossier)],
        files=[file_out(a.use) for a in attachments.of(dossier.pk) if a.is_current],
        supplement=_supplement(dossier),
        result=_result(dossier, actor),
        may=[name for name in OFFERED if may[name]],
    )


def _paper(paper: Paper) -> PaperOut:
    return PaperOut(
        id=paper.public_id,
        circular=paper.circular,
        form=paper.form,
        number=paper.number,
        at=paper.at,
    )


def _supplement(dossier: Dossier) -> SupplementOut | None:
    asked = supplements_queries.open_supplement(dossier)
    if asked is None or not dossiers_states.is_open(dossier.state):
        return None
    return SupplementOut(
        stage=asked.stage,
        reason=asked.reason,
        items=[AskedOut(**item) for item in asked.items],
        asked_at=asked.asked_at,
        until=dossier.act_by,
    )


def _result(dossier: Dossier, actor: Actor) -> ResultOut | None:
    document = dossiers_queries.issued_result(dossier)
    if document is None:
        return None
    facts = dossiers_queries.whole_facts(dossier, by=actor, at=core_clock.now())
    available = why_not(results.check_fetch_result, facts) is None
    return ResultOut(
        available=available, outcome=dossier.outcome, symbol=document.symbol if available else ""
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
    wanted = get_object_or_404(dossiers_queries.papers_given(found), public_id=paper_id)
    if wanted.use is None:
        papers_actions.want_paper(wanted.pk, by=request.actor, at=core_clock.now())
    return _served(wanted.use, response)


def _served(use: Use | None, response: HttpResponse) -> HttpResponseBase | Status[Any]:
    if use is not None:
        return serving.http_response(use)
    response["Retry-After"] = WAIT
    return Status(202, WaitingOut())
