"""What of the content nobody compared with a text of law yet, for who keeps it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hoaban.core import clock
from hoaban.core.http.requests import ActingRequest
from hoaban.core.people.roles import KEEPERS
from hoaban.core.refusals import NotAllowed
from hoaban.domains.onestop.provisions import queries as provisions
from hoaban.domains.onestop.provisions.queries import Parameter
from hoaban.domains.procedures.leaflets import queries as leaflets
from hoaban.engines.law import lookup


@require_safe
def unconfirmed(request: ActingRequest) -> HttpResponse:
    """Procedures, numbers of the one-stop mechanism and articles that hold today and are believed.

    Citizens read the content without these doubts; the keeper takes them away one by one.
    """
    if request.actor.role not in KEEPERS:
        raise NotAllowed
    today = clock.today()
    context = {
        "procedures": leaflets.unconfirmed(today),
        "numbers": list(_numbers(today)),
        "topics": list(_topics(today)),
        "on": today,
    }
    return render(request, "desk/unconfirmed.html", context)


def _numbers(on: date) -> Iterator[Parameter]:
    """Of each number the line that holds: what stands last."""
    held: dict[str, Parameter] = {}
    for path in provisions.paths():
        for line in sorted(provisions.read(path).shapes(), key=lambda one: one.valid_from):
            if line.valid_from <= on < (line.valid_to or date.max):
                held[line.name] = line
    yield from (line for line in held.values() if line.illustrative)


@dataclass(frozen=True, slots=True)
class Believed:
    """A topic of law, and the article that is believed to speak of it."""

    about: str
    words: str


def _topics(on: date) -> Iterator[Believed]:
    for key, topic in lookup.law().topics.items():
        article = lookup.article(key, on)
        if article.is_doubtful:
            yield Believed(topic.about, article.words)
