"""What a citizen has begun and sent, the newest first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.views.decorators.http import require_safe

from hoaban.core import clock as core_clock
from hoaban.core.http import paging
from hoaban.core.http.requests import ActingRequest
from hoaban.core.language import text
from hoaban.core.people.actors import Actor
from hoaban.core.workdays import lateness
from hoaban.core.workdays.lateness import Left
from hoaban.core.workdays.tables import Calendar
from hoaban.domains.onestop.access import queries as access
from hoaban.domains.onestop.correspondence import queries as correspondence
from hoaban.domains.onestop.dossiers import states as dossiers_states
from hoaban.domains.onestop.dossiers.enums import STATES, YOURS
from hoaban.domains.onestop.dossiers.queries import Dossier
from hoaban.domains.onestop.drafts import queries as drafts_queries
from hoaban.domains.onestop.looks import queries as looks
from hoaban.domains.onestop.looks.queries import News
from hoaban.domains.onestop.parameters import queries as parameters
from hoaban.domains.onestop.stays import queries as stays
from hoaban.domains.onestop.worklists import queries

SIZE = 20
ORDER = ("-case_id",)


@dataclass(frozen=True, slots=True)
class Line:
    """A dossier in the list."""

    reference: str
    code: str
    name: str
    agency: str
    agency_now: str  # who answers for it today, where that is another
    state: str | Promise
    state_value: str
    is_yours: bool
    is_open: bool
    due_at: datetime | None
    left: Left
    clock: str
    submitted_at: datetime
    news: News


def lines(dossiers: Sequence[Dossier], now: datetime, *, by: Actor) -> list[Line]:
    """The rows of a page; calendars, turns, messages and looks are asked for once for all."""
    held = queries.calendars_of(queries.agencies_of(one.case for one in dossiers).values())
    answered = correspondence.answered(dossiers)
    news = looks.news(dossiers, by=by, answered=answered)
    return [_line(dossier, now, held, news[dossier.pk]) for dossier in dossiers]


def _line(dossier: Dossier, now: datetime, held: Mapping[str, Calendar], news: News) -> Line:
    agency = parameters.agency(dossier.receiving_agency_id)
    is_open = dossiers_states.is_open(dossier.state)
    due = dossier.act_by if dossier.state in YOURS else dossier.due_at
    return Line(
        reference=dossier.reference,
        code=dossier.code or "",
        name=text(parameters.plan(dossier.revision_id).revision.called),
        agency=text(agency.name),
        agency_now=stays.answering_name(dossier, core_clock.day(now)),
        state=STATES[dossier.state],
        state_value=dossier.state,
        is_yours=dossier.state in YOURS,
        is_open=is_open,
        due_at=due if is_open else None,
        left=lateness.left(now, due, held[agency.code]) if due and is_open else Left(0),
        clock="running" if dossier.state in YOURS else dossier.clock,
        submitted_at=dossier.submitted_at,
        news=news,
    )


@require_safe
def my(request: ActingRequest) -> HttpResponse:
    """What I have begun, and what I have sent, the newest first."""
    parts = access.parts_of_citizen(request.actor)
    page = paging.keyset(*parts, order=ORDER, after=request.GET.get("after"), size=SIZE)
    now = core_clock.now()
    drafts = [
        {"draft": draft, "name": text(draft.revision.called)}
        for draft in drafts_queries.drafts_of(request.actor)
    ]
    context = {
        "page": page,
        "lines": lines(page.rows, now, by=request.actor),
        "drafts": drafts,
        "days": drafts_queries.draft_days(core_clock.today()),
    }
    return render(request, "worklists/portal/my.html", context)
