"""My dossiers and drafts; one dossier with where it stands and what its citizen may do now."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.crypto import get_random_string
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hoaban.core import clock, workdays
from hoaban.core.calendars import queries as calendars
from hoaban.core.files import serving
from hoaban.core.http import ActingRequest, answers, paging
from hoaban.core.people.actors import Actor
from hoaban.core.refusals import why_not
from hoaban.domains.documents import actions as documents
from hoaban.domains.dossiers import actions, queries, rules
from hoaban.domains.dossiers.enums import EVENT_WORDS, Delivery, Event, Money, State
from hoaban.domains.dossiers.portal import words
from hoaban.domains.dossiers.queries import Dossier, own

SIZE = 20
ORDER = ("-id",)
YOURS = frozenset({State.AWAITING_COMPLETION, State.AWAITING_SUPPLEMENT})
TOLD = (  # what a citizen reads of the timeline; how an office divides its work is its own
    Event.SUBMITTED,
    Event.RECEIVED,
    Event.COMPLETION_ASKED,
    Event.COMPLETED,
    Event.REFUSED,
    Event.FEE_PAID,
    Event.TRANSFERRED,
    Event.STEP_DONE,
    Event.UNDONE,
    Event.SUPPLEMENT_ASKED,
    Event.SUPPLIED,
    Event.EXTENDED,
    Event.SIGNED,
    Event.RELEASED,
    Event.HANDED_OVER,
    Event.WITHDRAWN,
    Event.STOPPED,
    Event.CLOSED,
)


@dataclass(frozen=True, slots=True)
class Line:
    """A dossier in the list."""

    reference: str
    code: str
    name: str
    agency: str
    state: str | Promise
    state_value: str
    is_yours: bool
    is_open: bool
    due_at: datetime | None
    left: int
    clock: str
    submitted_at: datetime


def left(now: datetime, due_at: datetime, calendar: workdays.Calendar) -> int:
    """Working days left, below zero when late; late within the day counts as one."""
    remaining = workdays.remaining(now, due_at, calendar)
    return -max(remaining.days, 1) if remaining.is_late else remaining.days


def lines(dossiers: Sequence[Dossier], now: datetime) -> list[Line]:
    """The rows of a page; their agencies' calendars are asked for once."""
    codes = {queries.agency(dossier.receiving_agency_id).code for dossier in dossiers}
    held = calendars.calendars(codes) if codes else {}
    return [_line(dossier, now, held) for dossier in dossiers]


def _line(dossier: Dossier, now: datetime, held: Mapping[str, workdays.Calendar]) -> Line:
    agency = queries.agency(dossier.receiving_agency_id)
    is_open = rules.is_open(dossier.state)
    due = dossier.act_by if dossier.state in YOURS else dossier.due_at
    return Line(
        reference=dossier.reference,
        code=dossier.code or "",
        name=words.said(queries.plan(dossier.revision_id).revision, "name"),
        agency=words.said(agency, "name"),
        state=words.STATES[dossier.state],
        state_value=dossier.state,
        is_yours=dossier.state in YOURS,
        is_open=is_open,
        due_at=due if is_open else None,
        left=left(now, due, held[agency.code]) if due and is_open else 0,
        clock="running" if dossier.state in YOURS else dossier.clock,
        submitted_at=dossier.submitted_at,
    )


@require_safe
def my(request: ActingRequest) -> HttpResponse:
    """What I have begun, and what I have sent, the newest first."""
    found = queries.of_citizen(request.actor)
    page = paging.keyset(found, order=ORDER, after=request.GET.get("after"), size=SIZE)
    now = clock.now()
    drafts = [
        {"draft": draft, "name": words.said(draft.revision, "name")}
        for draft in queries.drafts_of(request.actor)
    ]
    context = {
        "page": page,
        "lines": lines(page.rows, now),
        "drafts": drafts,
        "days": own.draft_days(clock.today()),
    }
    return render(request, "dossiers/portal/my.html", context)


@require_safe
def detail(request: ActingRequest, reference: str) -> HttpResponse:
    """Where it stands, who has it, where each original is, and what I may do now."""
    dossier = get_object_or_404(queries.visible_to(request.actor), reference=reference)
    now = clock.now()
    context = queries.case(dossier, now=now, language=words.language())
    papers = list(queries.papers_given(dossier))
    told = {str(EVENT_WORDS[event]) for event in TOLD}
    context |= {
        "name": words.said(context["procedure"], "name"),
        "agency_name": words.said(context["agency"], "name"),
        "state": words.STATES[dossier.state],
        "is_yours": dossier.state in YOURS,
        "degree": queries.degree(dossier),
        "way": list(_steps(dossier, context["runs"])),
        "told": [moment for moment in context["timeline"] if moment.title in told],
        "refusal": _refusal(dossier, papers),
        "paper_names": [{"paper": p, "name": queries.paper_name(dossier, p)} for p in papers],
        "once": get_random_string(12),
        "may": may(dossier, by=request.actor, at=now),
        "result_refused": result_refused(dossier),
        "files": [a for a in queries.attachments_of(dossier) if a.is_current],
    }
    return render(request, "dossiers/portal/detail.html", context)


def may(dossier: Dossier, *, by: Actor, at: datetime) -> dict[str, bool]:
    """Which of a citizen's own acts the rules allow now."""
    facts = queries.facts(dossier, by=by, at=at)
    checks = {
        "complete": rules.check_complete,
        "supply": rules.check_supply,
        "withdraw": rules.check_withdraw,
        "hand_over": rules.check_hand_over,
    }
    return {name: why_not(check, facts) is None for name, check in checks.items()}


def result_refused(dossier: Dossier) -> str:
    """Why a signed result is not to be had yet, in words; empty where it is, or there is none."""
    result = queries.issued_result(dossier)
    if result is None:
        return ""
    stands = lambda r: rules.check_stands(symbol=r.symbol, withdrawn_for=r.withdrawal_reason)  # noqa: E731
    if taken_back := why_not(stands, result):
        return answers.sentence(taken_back)
    if dossier.delivery == Delivery.NOTHING:
        return answers.sentence(rules.NotReleased(code=dossier.code))
    if dossier.money == Money.ASKED:
        return answers.sentence(rules.FeeUnpaid(code=dossier.code, amount=dossier.fee_amount))
    return ""


def _steps(dossier: Dossier, runs: list[Any]) -> Iterator[dict[str, Any]]:  # Any: runs of steps
    """The way of the dossier in steps: done, at hand, still to come."""
    yield {"title": _("Gửi hồ sơ"), "at": dossier.submitted_at, "state": "done"}
    finished = {run.step: run.finished_at for run in runs if not run.was_returned}
    steps = queries.plan(dossier.revision_id).steps.values()
    for step in steps if dossier.state != State.REFUSED else ():
        is_now = dossier.step == step.code and rules.is_open(dossier.state)
        at = None if is_now else finished.get(step.code)
        state = "now" if is_now else "done" if at else ""
        if state or rules.is_open(dossier.state) or dossier.state == State.DONE:
            yield {"title": words.said(step, "name"), "at": at, "state": state}


def _refusal(dossier: Dossier, papers: list[Any]) -> dict[str, Any]:  # Any: facts of a paper
    """The reason and the law, as form 03 says them."""
    if dossier.state != State.REFUSED:
        return {}
    form = queries.law_of(dossier).forms["refusal"]
    found = next((paper for paper in papers if paper.form == form), None)
    return dict(found.facts) if found else {}


def _own(request: ActingRequest, reference: str) -> Dossier:
    return get_object_or_404(queries.visible_to(request.actor), reference=reference)


@require_safe
def paper(request: ActingRequest, reference: str, public_id: str) -> HttpResponseBase:
    """A paper as PDF; drawn when first wanted, meanwhile a page that says so and looks again."""
    dossier = _own(request, reference)
    wanted = get_object_or_404(queries.papers_given(dossier), public_id=public_id)
    if wanted.use is None:
        actions.want_paper(wanted.pk, by=request.actor, at=clock.now())
        return _waiting(request, dossier)
    return serving.http_response(wanted.use, inline=True)


@require_safe
def file(request: ActingRequest, reference: str, public_id: str) -> HttpResponseBase:
    """A file I handed in, whichever version."""
    dossier = _own(request, reference)
    found = get_object_or_404(queries.attachments_of(dossier), public_id=public_id)
    return serving.http_response(found.use, inline=True)


@require_safe
def result(request: ActingRequest, reference: str) -> HttpResponseBase:
    """The signed result once released [ND61/2018 Đ20] and the fee is settled [ND61/2018 Đ22]."""
    dossier = _own(request, reference)
    document = queries.issued_result(dossier)
    if document is None:
        raise Http404
    rules.check_stands(symbol=document.symbol, withdrawn_for=document.withdrawal_reason)
    if dossier.delivery == Delivery.NOTHING:
        raise rules.NotReleased(code=dossier.code)
    if dossier.money == Money.ASKED:
        raise rules.FeeUnpaid(code=dossier.code, amount=dossier.fee_amount)
    if document.signed is None:
        documents.want(document.pk, by=request.actor, at=clock.now())
        return _waiting(request, dossier)
    return serving.http_response(document.signed)


def _waiting(request: ActingRequest, dossier: Dossier) -> HttpResponse:
    """The file is being made; the browser asks again by itself, with or without a script."""
    context = {"dossier": dossier}
    answer = render(request, "dossiers/portal/waiting.html", context, status=202)
    answer["Refresh"] = "2"
    return answer
