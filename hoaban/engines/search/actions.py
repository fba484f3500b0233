"""Notes who looked for persons, and for what: a search by name or number reads personal data."""

from contextlib import suppress
from datetime import datetime

from django.db import transaction

from hoaban.core import clock
from hoaban.core.journal import actions as journal
from hoaban.core.journal import queries as entries
from hoaban.core.people import searching
from hoaban.core.people.actors import Actor
from hoaban.core.people.enums import Event
from hoaban.core.people.models import Person


def note(text: str, *, place: str, found: int, by: Actor, at: datetime) -> None:
    """Write down that an official searched at a place (a page's name), and how much was found.

    What for stands there as digests under the installation's secret: who knows a name or a number
    can tell that it was searched for, and nobody reads either. The same search of a post is one
    entry a day, from however many pages of a list; a text without words is none.
    """
    words = searching.digests(text)
    if not words or by.person_pk is None:
        return
    key = f"{by.reference}:searched:{clock.day(at)}:{place}:{searching.digest(' '.join(words))}"
    if entries.is_written(by.client, key):
        return
    who, facts = Person(pk=by.person_pk), {"place": place, "words": words, "found": found}
    with suppress(journal.KeyTaken), transaction.atomic():  # the same was asked at this moment
        journal.note(Event.SEARCHED, who, by=by, at=at, key=key, **facts)
