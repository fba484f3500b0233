"""What can be found in the house, and by whom: each room says it once, and a search asks all."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.functional import Promise

from hoaban.core.people import searching
from hoaban.core.people.actors import Actor


@dataclass(frozen=True, slots=True)
class Hit:
    """Something that was found: where it opens, what it is called, and what tells it apart."""

    url: str
    title: str
    subtitle: str = ""
    when: date | datetime | None = None


@dataclass(frozen=True, slots=True)
class Searcher:
    """One kind of thing: its name in the plural, and how it is found.

    `find(actor, text, limit)` returns at most `limit` hits, of what the actor may see alone.
    """

    name: str | Promise
    find: Callable[[Actor, str, int], list[Hit]]


@dataclass(frozen=True, slots=True)
class Found:
    """What one searcher found."""

    name: str | Promise
    hits: list[Hit]


_searchers: list[Searcher] = []


def connect(searchers: Sequence[Searcher]) -> None:
    """Say who is asked, and in which order; called once, when the program starts."""
    _searchers[:] = searchers


def find(actor: Actor, text: str, limit: int) -> list[Found]:
    """What each kind of thing has for a text; kinds without a hit are left out.

    A text without a letter or a digit asks for nothing: every name would begin with it.
    """
    if not searching.words(text):
        return []
    found = (Found(one.name, one.find(actor, text, limit)) for one in _searchers)
    return [one for one in found if one.hits]
