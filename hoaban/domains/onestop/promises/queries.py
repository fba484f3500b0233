"""Finds what is promised, with the day on which it ends, from the journal."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from hoaban.casework.clocks import rules as clocks
from hoaban.casework.clocks.rules import Due, Extended, Promised, Waited
from hoaban.core import clock
from hoaban.core.calendars import queries as calendars
from hoaban.core.journal import queries as journal
from hoaban.core.journal.models import Entry
from hoaban.core.workdays.tables import Calendar
from hoaban.domains.onestop.dossiers.enums import Event
from hoaban.domains.onestop.dossiers.models import Dossier

ASKED = (Event.SUPPLEMENT_ASKED, Event.PAYMENT_ASKED)
ENDED = {Event.SUPPLIED: "on_supply", Event.PAYMENT_CONFIRMED: "on_payment"}  # what follows then
MOVING = (Event.RECEIVED, *ASKED, *ENDED, Event.EXTENDED, Event.POSTPONED)


def promised(dossier: Dossier) -> Promised:
    """What is promised now, and what the dossier is held to.

    The days on which both end come from the journal. What was promised stands however it was
    counted: where the journal gives another moment, the limit ends on the day of the one that was
    told.
    """
    entries = list(journal.of(dossier).filter(verb__in=MOVING))
    found = by_entries(dossier, entries)
    due_at = dossier.due_at or found.due.at
    held_to = dossier.held_to or due_at
    due = found.due if found.due.at == due_at else Due.told(due_at)
    known = {one.at: one for one in (found.held, due)}
    return Promised(due, known.get(held_to) or Due.told(held_to))


def by_entries(dossier: Dossier, entries: list[Entry]) -> Promised:
    """What the entries of a dossier give, each promise counted by the calendar of its moment: all
    before a promise that moved by a day off decreed later by the calendar that knows of the day.
    """
    last = max((n for n, one in enumerate(entries) if one.verb == Event.POSTPONED), default=None)
    began = (
        [one for one in entries if one.verb == Event.RECEIVED] if last is None else entries[last:]
    )
    calendar = calendars.by_digest(began[0].facts["calendar"])
    before, since = ([], entries) if last is None else (entries[:last], entries[last:])
    events = [*_events(before, calendar), *_events(since, None)]
    return clocks.promised(dossier.clock_facts(), calendar, events)


def by_calendar(dossier: Dossier, calendar: Calendar) -> Promised:
    """What would be promised had another calendar held from the beginning."""
    entries = journal.of(dossier).filter(verb__in=MOVING)
    return clocks.promised(dossier.clock_facts(), calendar, list(_events(entries, calendar)))


def _events(entries: Iterable[Entry], calendar: Calendar | None) -> Iterator[Waited | Extended]:
    """The waits and appointments among entries, by one calendar or each by its own. No promise
    moves while somebody is waited for.
    """
    asked_at: datetime | None = None
    for entry in entries:
        if entry.verb in ASKED:
            asked_at = entry.at
        elif entry.verb in ENDED:
            came_at, then = datetime.fromisoformat(entry.facts["came_at"]), ENDED[Event(entry.verb)]
            by = calendar or calendars.by_digest(entry.facts["calendar"])
            yield Waited(asked_at or came_at, came_at, entry.facts[then], by)
        elif entry.verb == Event.EXTENDED:
            yield _appointment(entry, calendar)


def _appointment(entry: Entry, calendar: Calendar | None) -> Extended:
    due_at = datetime.fromisoformat(entry.facts["due_at"])
    is_in_time = entry.facts.get("is_in_time", True)
    at = calendar.close_on_or_after(clock.day(due_at)) if calendar else due_at
    return Extended(at, is_in_time)
