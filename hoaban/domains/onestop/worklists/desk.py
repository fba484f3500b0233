"""Lists of dossiers on the desk: my work by time left, and everything open in the agency."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from hoaban.casework.cases.enums import Clock
from hoaban.casework.turns import queries as turns
from hoaban.core import clock as core_clock
from hoaban.core.calendars import queries as calendars
from hoaban.core.http import paging
from hoaban.core.http.requests import ActingRequest
from hoaban.core.people import searching
from hoaban.core.people.actors import Actor
from hoaban.core.people.roles import Role
from hoaban.core.workdays import counting
from hoaban.core.workdays.tables import Calendar
from hoaban.domains.onestop.dossiers.enums import Delivery, Part, State
from hoaban.domains.onestop.dossiers.queries import KEEPERS, Dossier
from hoaban.domains.onestop.parameters import queries as parameters
from hoaban.domains.onestop.worklists import queries


def left(now: datetime, due_at: datetime, calendar: Calendar) -> int:
    """Working days left, below zero when late; late within the day counts as one."""
    remaining = counting.remaining(now, due_at, calendar)
    return -max(remaining.days, 1) if remaining.is_late else remaining.days


@dataclass(frozen=True, slots=True)
class Line:
    url: str
    code: str
    owner: str
    procedure: str
    agency: str
    state: State
    todo: str  # what its next hand has to do
    step: str
    act_by: datetime
    left: int  # working days, below zero when late
    clock: str
    is_mine: bool
    is_synthetic: bool


def lines(dossiers: Sequence[Dossier], now: datetime) -> list[Line]:
    """The rows of a page; their agencies' calendars are asked for once."""
    codes = {parameters.agency(dossier.receiving_agency_id).code for dossier in dossiers}
    held = calendars.calendars(codes) if codes else {}
    return [line(dossier, now, held) for dossier in dossiers]


NEXT = {
    State.SUBMITTED: _("Kiểm tra, tiếp nhận"),
    State.AWAITING_COMPLETION: _("Chờ người nộp hoàn thiện"),
    State.RECEIVED: _("Chuyển xử lý"),
    State.AWAITING_SUPPLEMENT: _("Chờ người nộp bổ sung"),
    State.DONE: _("Chuyển kết quả ra quầy"),
}


def _todo(dossier: Dossier, step: str) -> str:
    """What has to be done next, in the words of its button or of the internal step."""
    if dossier.turn_at_hand and dossier.turn_at_hand.is_consultation:
        return gettext("Trả lời lấy ý kiến")
    if dossier.delivery == Delivery.READY:
        return gettext("Trả kết quả")
    if dossier.state == State.IN_PROCESS:
        return step
    return str(NEXT.get(State(dossier.state), ""))


def line(dossier: Dossier, now: datetime, held: Mapping[str, Calendar]) -> Line:
    plan = parameters.plan(dossier.revision_id)
    step = plan.steps.get(dossier.step)
    agency = parameters.agency(dossier.receiving_agency_id)
    is_over = dossier.done_at is not None  # what waits to be handed over was on time or was not
    until = (dossier.due_at if is_over else None) or dossier.act_by
    clock = dossier.clock if is_over or dossier.clock == Clock.PAUSED else Clock.RUNNING
    return Line(
        url=reverse("dossiers:desk_detail", args=[dossier.reference]),
        code=dossier.code or dossier.reference,
        owner=dossier.owner.get("full_name", ""),
        procedure=plan.name,
        agency=agency.shown,
        state=State(dossier.state),
        todo=_todo(dossier, step.shown if step else ""),
        step=step.shown if step and dossier.state == State.IN_PROCESS else "",
        act_by=until,
        left=left(dossier.done_at or now, until, held[agency.code]),
        clock=clock,
        is_mine=dossier.assignee_id is not None,
        is_synthetic=dossier.is_synthetic,
    )


SIZE = 50
WORKERS = frozenset({Role.CLERK, Role.SPECIALIST, Role.LEADER})  # a case may be their turn
MOST = 99  # a tab counts so far


@require_GET
def work(request: ActingRequest) -> HttpResponse:
    """What waits for this post, the least time left first; what waits to be fetched apart."""
    given, now = request.GET.get("part", ""), core_clock.now()
    part = Part(given) if given in Part.values else Part.TO_DO
    role = request.actor.role
    more: dict[str, object] = {
        "part": part,
        "tabs": _tabs(request.actor, part, now),
        "is_worker": role in WORKERS,
        "is_reader": role not in KEEPERS,
    }
    found = queries.work(request.actor, part, now)
    return _list(request, found, "worklists/desk/work.html", more)


def _tabs(actor: Actor, chosen: Part, now: datetime) -> list[dict[str, object]]:
    """The parts of the work with how much is in each, counted no further than anyone looks."""
    if actor.role not in WORKERS:
        return []
    shown = [part for part in Part if part != Part.READY or actor.role == Role.CLERK]
    found = turns.counted([queries.work(actor, part, now) for part in shown], MOST + 1)
    counts = dict(zip(shown, found, strict=True))
    return [
        {
            "label": part.label,
            "url": f"?part={part.value}" if part else reverse("dossiers:desk_work"),
            "current": part == chosen,
            "count": min(counts[part], MOST),
            "is_more": counts[part] > MOST,
        }
        for part in shown
    ]


@require_GET
def overview(request: ActingRequest) -> HttpResponse:
    """Everything open in the agency: who has it, how much time is left."""
    given = {**request.GET.dict(), "q": searching.text(request)}
    found = queries.overview(request.actor, given, now=core_clock.now())
    return _list(request, found, "worklists/desk/overview.html", queries.filters(given))


def _list(
    request: ActingRequest,
    parts: Sequence[queries.Rows],
    template: str,
    more: dict[str, object] | None = None,
) -> HttpResponse:
    after = request.GET.get("after")
    page: paging.Page[Any] = paging.keyset(  # Any: turns or involvements
        *parts, order=queries.ORDER, after=after, size=SIZE
    )
    shown = queries.dossiers(page.rows)
    context = {"page": page, "lines": lines(shown, core_clock.now())}
    return render(request, template, context | (more or {}))
