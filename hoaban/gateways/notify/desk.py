"""Sent messages, for those who keep the system running."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hoaban.core import clock
from hoaban.core.http import paging
from hoaban.core.http.requests import ActingRequest
from hoaban.core.people import searching
from hoaban.core.people.roles import KEEPERS
from hoaban.core.refusals import NotAllowed
from hoaban.engines.search import actions as searches
from hoaban.gateways.notify import queries


@require_safe
def outbox(request: ActingRequest) -> HttpResponse:
    """Newest first, by dossier or by a whole address; addresses are masked."""
    if request.actor.role not in KEEPERS:
        raise NotAllowed
    text = searching.text(request)
    rows = queries.matching(queries.visible_to(request.actor), text)
    page = paging.keyset(rows, order=("-id",), after=request.GET.get("after", ""))
    searches.note(text, place="messages", found=len(page.rows), by=request.actor, at=clock.now())
    return render(request, "notify/desk/outbox.html", {"page": page, "text": text})
