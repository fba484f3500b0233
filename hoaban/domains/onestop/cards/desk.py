"""Pictures of identity cards: what the square code says fills the counter's page, as a reader's
line does. No picture and no line is kept.
"""

from dataclasses import dataclass

from django.http import JsonResponse, QueryDict
from django.views.decorators.http import require_POST

from hoaban.core import clock, typed
from hoaban.core.files import squares
from hoaban.core.http import answers
from hoaban.core.http.requests import ActingRequest
from hoaban.core.people.roles import Role
from hoaban.core.refusals import NotAllowed, Refusal
from hoaban.domains.onestop.cards import forms, rules
from hoaban.domains.onestop.cards.refused import NoPicture, NoSquareFound, NotACard

PICTURE = "card-picture"


@require_POST
def read(request: ActingRequest) -> JsonResponse:
    """The line of the card in a picture, or why there is none, for the page to go on with."""
    if request.actor.role != Role.CLERK:
        raise NotAllowed
    try:
        answer = JsonResponse({"line": _line(request)})
    except Refusal as refusal:
        answer = JsonResponse({"line": "", "told": answers.told(request, refusal)}, status=422)
    answer["Cache-Control"] = "private, no-store"
    return answer


def _line(request: ActingRequest) -> str:
    """Refuses `NoPicture`, `NoSquareFound`, `NotACard` and what `squares.read` refuses."""
    picture = request.FILES.get(PICTURE)
    if picture is None:
        raise NoPicture
    lines = [typed.text(line) for line in squares.read(picture, by=request.actor)]
    cards = [line for line in lines if rules.card(line)]
    if not cards:
        raise NotACard if lines else NoSquareFound
    return cards[0]


@dataclass(frozen=True, slots=True)
class Read:
    """What was typed with what the picture said; the name on the card, or why nothing was read."""

    data: QueryDict
    name: str = ""
    wrong: str = ""


def taken(request: ActingRequest) -> Read:
    """The page that came with a picture, filled from it: the way of a browser without scripts."""
    try:
        card = rules.card(_line(request))
    except Refusal as refusal:
        return Read(request.POST, wrong=answers.told(request, refusal))
    if card is None:
        return Read(request.POST)
    return Read(forms.filled(request.POST, card, clock.today()), name=card.full_name)
