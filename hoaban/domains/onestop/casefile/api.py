"""Dossiers through the API: the list, one of them, and what its filer does to it."""

from collections.abc import Callable
from datetime import datetime
from typing import Annotated, Any

from ninja import Query, Schema
from pydantic import Field

from hoaban.casework.attachments import queries as attachments
from hoaban.core import clock as core_clock
from hoaban.core.http import paging
from hoaban.core.http.machines import Asked, FieldsWrong, Moment, Said, Text, problems, said
from hoaban.core.http.requests import ActingRequest
from hoaban.core.journal import queries as journal
from hoaban.core.language import current
from hoaban.core.people.actors import Actor
from hoaban.domains.onestop.access import api as access
from hoaban.domains.onestop.access import queries as access_queries
from hoaban.domains.onestop.access.api import READ, WRITE, own_dossier
from hoaban.domains.onestop.cards import queries as cards
from hoaban.domains.onestop.casefile import acts
from hoaban.domains.onestop.correspondence import queries as correspondence
from hoaban.domains.onestop.dossiers import queries as dossiers_queries
from hoaban.domains.onestop.dossiers.enums import State
from hoaban.domains.onestop.dossiers.queries import Dossier
from hoaban.domains.onestop.dossiers.rules import Facts
from hoaban.domains.onestop.duties.api import DutyOut, duty_out
from hoaban.domains.onestop.endings import actions as endings
from hoaban.domains.onestop.filing.api import Answers, FileOut, Files, Key, file_out, taken
from hoaban.domains.onestop.papers import queries as papers_queries
from hoaban.domains.onestop.papers.api import DrawnOut, paper_out
from hoaban.domains.onestop.parameters import queries as parameters
from hoaban.domains.onestop.results.api import ResultOut, result_out
from hoaban.domains.onestop.revocations import queries as revocations
from hoaban.domains.onestop.supplements.api import SupplementOut, supplement_out
from hoaban.domains.onestop.supplements.queries import papers_asked
from hoaban.domains.onestop.tracking import queries as tracking
from hoaban.domains.onestop.transfers.api import PaymentOut, payment_out

router = access.router


class LineOut(Schema):
    """A dossier in the list."""

    reference: str
    code: str | None = Field(description="The legal code, from reception on.")
    procedure: str
    agency: str
    state: str
    submitted_at: Moment
    due_at: Moment | None


class MessageOut(Schema):
    """A message about the dossier."""

    of: str = Field(description="`applicant` or `agency`.")
    text: str
    at: Moment


class DossierOut(LineOut):
    """A dossier as its filer may know it."""

    procedure_name: Said
    case: str
    agency_name: Said
    channel: str
    state_words: str
    national_state: int | None = Field(
        description="1 to 10, the codes of the National Portal; null on a day without them."
    )
    degree: int | None = Field(
        description="How far it has come, in percent; null where it ended without a result."
    )
    clock: str
    received_at: Moment | None
    done_at: Moment | None
    late_since: Moment | None = Field(
        description="The promise that was not kept; what was promised since does not undo it."
    )
    ended_at: Moment | None
    end_reason: str
    corrects: str | None = Field(
        description="The reference of the dossier whose revoked result this one gives again."
    )
    corrected_by: str | None = Field(
        description="The reference of the dossier that gives the revoked result again."
    )
    fee: int = Field(description="Whole VND.")
    fee_state: str
    payment: PaymentOut
    papers: list[DrawnOut]
    files: list[FileOut]
    supplement: SupplementOut | None
    duty: DutyOut | None
    result: ResultOut | None
    messages: list[MessageOut] = Field(description="What applicant and agency wrote, oldest first.")
    notes: list[str] = Field(description="What to look to; it keeps nothing from being handled.")
    may: list[str] = Field(description="Which operations the rules allow now.")


ANSWERS = {200: DossierOut, **problems(403, 404, 409, 413, 422)}


def _files(request: ActingRequest, dossier: Dossier, files: Files) -> dict[str, Any]:
    plan, also = parameters.plan(dossier.revision_id), {one.code for one in papers_asked(dossier)}
    return taken(request.actor, files, plan, dossier.variant_id, also=also)


class AgainIn(Asked):
    """What is filed again before reception: answers replace the old ones, files are added."""

    answers: Answers | None = None
    files: Files = {}


@router.post("/dossiers/{reference}/complete", auth=WRITE, response=ANSWERS, summary="File again")
def complete(request: ActingRequest, reference: str, body: AgainIn, key: Key = None) -> Any:  # noqa: ANN401 - ninja's answer
    """Answer a request to complete, before reception. [ND61/2018 Đ17]"""
    return _handed_in("complete", request, reference, body, key)


def _handed_in(
    name: str, request: ActingRequest, reference: str, body: AgainIn, key: str | None
) -> Any:  # noqa: ANN401 - ninja's answer
    """Do the act of this name with what was sent, and show the dossier as it stands then."""
    dossier, at, act = own_dossier(request, reference), core_clock.now(), acts.ACTS[name]
    answers = _answers(request, dossier, body.answers, act.check, at=at, key=key)
    files = _files(request, dossier, body.files)
    done = act.do(dossier.pk, answers=answers, files=files, by=request.actor, at=at, key=key)
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
    filed = dossiers_queries.filed(dossier, day)
    found, wrong = parameters.answered(dossier.revision_id, answers, day, language, filed=filed)
    if wrong:
        raise FieldsWrong((f"answers.{path}".rstrip("."), words) for path, words in wrong)
    return dict(found.answers)


class SupplyIn(AgainIn):
    """What was asked after reception: files, and the declaration where its sections are named."""


@router.post(
    "/dossiers/{reference}/supply", auth=WRITE, response=ANSWERS, summary="Supply what was asked"
)
def supply(request: ActingRequest, reference: str, body: SupplyIn, key: Key = None) -> Any:  # noqa: ANN401 - ninja's answer
    """Answer a request for supplement, after reception; the counter checks it. [ND61/2018 Đ5]"""
    return _handed_in("supply", request, reference, body, key)


class PartIn(AgainIn):
    """Some of what was asked: files, and the declaration where its sections are named."""


@router.post(
    "/dossiers/{reference}/bring_part", auth=WRITE, response=ANSWERS, summary="Send a part"
)
def bring_part(request: ActingRequest, reference: str, body: PartIn, key: Key = None) -> Any:  # noqa: ANN401 - ninja's answer
    """Send some of what was asked; `supplement` says what is still to come. [ND61/2018 Đ17]"""
    return _handed_in("bring_part", request, reference, body, key)


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
OFFERED = ("complete", "supply", "bring_part", "withdraw")  # acts that have an operation


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
    found = access_queries.visible_to(request.actor)
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


def _message(one: correspondence.Shown) -> MessageOut:
    return MessageOut(
        of="applicant" if one.is_from_applicant else "agency",
        text=one.text,
        at=core_clock.local(one.at),
    )


def shown(dossier: Dossier, actor: Actor) -> DossierOut:
    """The dossier as its filer reads it."""
    plan = parameters.plan(dossier.revision_id)
    may = acts.of_applicant(dossier, by=actor, at=core_clock.now())
    national = tracking.national(dossier.state, core_clock.today())
    standing = revocations.standing(dossier)
    return DossierOut(
        **_line(dossier),
        procedure_name=said(plan.revision.name),
        case=plan.cases[dossier.variant_id].code,
        agency_name=said(parameters.agency(dossier.receiving_agency_id).name),
        channel=dossier.channel,
        state_words=str(State(dossier.state).label),
        national_state=national.code if national else None,
        degree=dossiers_queries.degree(dossier),
        clock=dossier.clock,
        received_at=dossier.received_at,
        done_at=dossier.done_at,
        late_since=dossier.late_since(core_clock.now()),
        ended_at=dossier.ended_at,
        end_reason=dossier.end_reason,
        corrects=standing.gives_again.reference if standing.gives_again else None,
        corrected_by=standing.given_again_by.reference if standing.given_again_by else None,
        fee=dossier.fee_amount,
        fee_state=dossier.money,
        payment=payment_out(dossier),
        papers=[paper_out(paper) for paper in papers_queries.papers_given(dossier)],
        files=[file_out(a.use) for a in attachments.of(dossier.pk) if a.is_current],
        supplement=supplement_out(dossier),
        duty=duty_out(dossier),
        result=result_out(dossier, actor),
        messages=[_message(one) for one in correspondence.thread(dossier)],
        notes=[old.words] if (old := cards.of_dossier(dossier)) else [],
        may=[name for name in OFFERED if may[name]],
    )
