"""Lists: my work by time left, and everything open in the agency."""

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from hoaban.core import clock
from hoaban.core.http import OfficialRequest, paging
from hoaban.domains.dossiers import queries
from hoaban.domains.dossiers.desk import lines
from hoaban.domains.dossiers.queries import Dossier

SIZE = 50
ORDER = ("act_by", "id")


@require_GET
def work(request: OfficialRequest) -> HttpResponse:
    """What waits for this post, the least time left first."""
    return _list(request, [queries.work(request.actor)], "dossiers/desk/work.html")


@require_GET
def overview(request: OfficialRequest) -> HttpResponse:
    """Everything open in the agency: who has it, how much time is left."""
    open_ = queries.of_agency(request.actor)
    found = queries.filtered(open_, request.GET, now=clock.now())
    return _list(request, found, "dossiers/desk/overview.html", queries.filters(request.GET))


def _list(
    request: OfficialRequest,
    parts: list[QuerySet[Dossier]],
    template: str,
    more: dict[str, object] | None = None,
) -> HttpResponse:
    parts = [part.select_related(None).only(*lines.SHOWN) for part in parts]
    page = paging.keyset(*parts, order=ORDER, after=request.GET.get("after"), size=SIZE)
    now = clock.now()
    context = {"page": page, "lines": lines.lines(page.rows, now)}
    return render(request, template, context | (more or {}))
