"""The search box of every page of the desk: asks every room for what it has."""

from dataclasses import dataclass

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from hoaban.core import clock
from hoaban.core.http import asked
from hoaban.core.http.requests import ActingRequest
from hoaban.core.people import searching
from hoaban.core.people.roles import Role
from hoaban.domains.onestop.cards import queries as cards
from hoaban.engines.search import actions, registry
from hoaban.engines.search.registry import Found
from hoaban.ui import numerals

LISTED = 20  # hits of one kind


@require_http_methods(["GET", "HEAD", "POST"])
def search(request: ActingRequest) -> HttpResponse:
    """Cases, documents, procedures, people: what the post may see. One hit opens at once. The line
    of an identity card, as a reader types it, asks for its number.

    What was typed is sent by a form and stands in no address. Who searched is noted with what for.
    """
    if request.method == "POST":
        text = searching.sent(request)
        return HttpResponseRedirect(asked.address(request, reverse("desk:search"), text))
    line = asked.of(request) or searching.text(request)
    found = _found(request, line)
    if found.only:
        return HttpResponseRedirect(found.only)
    context = {
        "text": found.shown,
        "found": found.kinds,
        "desk_query": "" if found.is_card else found.shown,
        "receives": _receives(request, line),
    }
    return render(request, "desk/search.html", context)


@dataclass(frozen=True, slots=True)
class _Search:
    kinds: list[Found]
    shown: str  # what was searched for, as the page says it
    is_card: bool

    @property
    def only(self) -> str:
        """The address of the only hit, or ''."""
        hits = [hit for one in self.kinds for hit in one.hits]
        return hits[0].url if len(hits) == 1 else ""


def _found(request: ActingRequest, line: str) -> _Search:
    """What there is of a line: of a card by its number, else by that of the card before."""
    card = cards.card(line)
    text, kinds = line, list[Found]()
    for text in cards.numbers(line) or [line]:
        kinds = registry.find(request.actor, text, LISTED)
        if kinds:
            break
    count = sum(len(one.hits) for one in kinds)
    actions.note(text, place="desk", found=count, by=request.actor, at=clock.now())
    shown = f"{card.full_name}, {numerals.masked(card.number)}" if card else text
    return _Search(kinds, shown, is_card=card is not None)


def _receives(request: ActingRequest, line: str) -> str:
    """Where a clerk receives a request for whom a card or a whole identity number names, or ''."""
    if request.actor.role != Role.CLERK or not cards.numbers_of(line):
        return ""
    return asked.address(request, reverse("dossiers:desk_intake"), line)
