"""Lists: my work by time left, and everything open in the agency."""

from datetime import datetime

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from hoaban.core import clock
from hoaban.core.http import ActingRequest, paging
from hoaban.core.people import searching
from hoaban.core.people.roles import Role
from hoaban.domains.dossiers import queries
from hoaban.domains.dossiers.desk import lines
from hoaban.domains.dossiers.enums import Part
from hoaban.domains.dossiers.queries import Dossier

SIZE = 50
WORKERS = frozenset({Role.CLERK, Role.SPECIALIST, Role.LEADER})  # a case may be their turn
MOST = 99  # a tab counts so far
ORDER = ("act_by", "id")


@require_GET
def work(request: ActingRequest) -> HttpResponse:
    """What waits for this post, the least time left first; what waits to be fetched apart."""
    given, now = request.GET.get("part", ""), clock.now()
    part = Part(given) if given in Part.values else Part.TO_DO
    found = queries.work(request.actor)
    role = request.actor.role
    more: dict[str, object] = {
        "part": part,
        "tabs": _tabs(found, part, role, now),
        "is_worker": role in WORKERS,
        "is_reader": role not in queries.KEEPERS,
    }
    return _list(request, [queries.part_of(found, part, now)], "dossiers/desk/work.html", more)


def _tabs(
    found: QuerySet[Dossier], chosen: Part, role: str | None, now: datetime
) -> list[dict[str, object]]:
    """The parts of the work with how much is in each, counted no further than anyone looks."""
    if role not in WORKERS:
        return []
    shown = [part for part in Part if part != Part.READY or role == Role.CLERK]
    counts = {part: queries.part_of(found, part, now)[: MOST + 1].count() for part in shown}
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
    open_ = queries.of_agency(request.actor)
    given = {**request.GET.dict(), "q": searching.text(request)}
    found = queries.filtered(open_, given, now=clock.now())
    return _list(request, found, "dossiers/desk/overview.html", queries.filters(given))


def _list(
    request: ActingRequest,
    parts: list[QuerySet[Dossier]],
    template: str,
    more: dict[str, object] | None = None,
) -> HttpResponse:
    parts = [part.select_related(None).only(*lines.SHOWN) for part in parts]
    page = paging.keyset(*parts, order=ORDER, after=request.GET.get("after"), size=SIZE)
    now = clock.now()
    context = {"page": page, "lines": lines.lines(page.rows, now)}
    return render(request, template, context | (more or {}))
