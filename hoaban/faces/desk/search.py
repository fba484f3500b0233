"""The search box of every page of the desk: asks every room for what it has."""

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hoaban.core import clock
from hoaban.core.http.requests import ActingRequest
from hoaban.core.people import searching
from hoaban.domains.onestop.cards import queries as cards
from hoaban.engines.search import actions, registry
from hoaban.ui import numerals

LISTED = 20  # hits of one kind


@require_safe
def search(request: ActingRequest) -> HttpResponse:
    """Cases, documents, procedures, people: what the post may see. One hit opens at once. The line
    of an identity card, as a reader types it, asks for its number.

    Who searched is noted with what for.
    """
    line = searching.text(request)
    card, texts = cards.card(line), cards.numbers(line) or [line]
    for text in texts:  # of a card the number, else that of the card before
        found = registry.find(request.actor, text, LISTED)
        if found:
            break
    hits = [hit for one in found for hit in one.hits]
    actions.note(text, place="desk", found=len(hits), by=request.actor, at=clock.now())
    if len(hits) == 1:
        return HttpResponseRedirect(hits[0].url)
    shown = f"{card.full_name}, {numerals.masked(card.number)}" if card else text
    return render(request, "desk/search.html", {"text": shown, "found": found})
