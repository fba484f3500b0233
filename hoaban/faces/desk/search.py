"""The search box of every page of the desk: asks every room for what it has."""

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hoaban.core import clock
from hoaban.core.http.requests import ActingRequest
from hoaban.core.people import searching
from hoaban.engines.search import actions, registry

LISTED = 20  # hits of one kind


@require_safe
def search(request: ActingRequest) -> HttpResponse:
    """Cases, documents, procedures, people: what the post may see. One hit opens at once.

    Who searched is noted with what for.
    """
    text = searching.text(request)
    found = registry.find(request.actor, text, LISTED)
    hits = [hit for one in found for hit in one.hits]
    actions.note(text, place="desk", found=len(hits), by=request.actor, at=clock.now())
    if len(hits) == 1:
        return HttpResponseRedirect(hits[0].url)
    return render(request, "desk/search.html", {"text": text, "found": found})
