"""When a dossier is due, computed anew from the journal alone."""

from dataclasses import replace
from datetime import datetime

from hoaban.casework.clocks import rules as clocks
from hoaban.casework.clocks.rules import Extended, Promise, Waited
from hoaban.core import clock
from hoaban.core.calendars import queries as calendars
from hoaban.core.journal import queries as journal
from hoaban.core.workdays.tables import Calendar
from hoaban.domains.onestop.dossiers.enums import Event
from hoaban.domains.onestop.dossiers.models import Dossier


def due_from_journal(dossier: Dossier, *, until: datetime | None = None) -> datetime | None:
    """The due moment computed anew from the journal alone, as known at a moment.

    Each promise is counted by the calendar under which it was made, by its digest: all before one
    that moved by a day off decreed later by the calendar that knows of the day.
    """
    promise: Promise | None = None
    digest, asked_at = "", dossier.submitted_at
    moved: list[Waited | Extended] = []
    for entry in journal.of(dossier):
        if until and entry.at > until:
            break
        facts = entry.facts
        if entry.verb == Event.RECEIVED:
            promise, digest = Promise(entry.at, facts["amount"], facts["unit"]), facts["calendar"]
        elif entry.verb in {Event.SUPPLEMENT_ASKED, Event.PAYMENT_ASKED}:
            asked_at = entry.at
        elif entry.verb == Event.PAYMENT_CONFIRMED:
            calendar = calendars.by_digest(facts["calendar"])
            moved.append(Waited(asked_at, entry.at, facts["on_payment"], calendar))
        elif entry.verb == Event.SUPPLIED:
            calendar = calendars.by_digest(facts["calendar"])
            came_at = datetime.fromisoformat(facts["came_at"])
            moved.append(Waited(asked_at, came_at, facts["on_supply"], calendar))
        elif entry.verb == Event.POSTPONED:
            digest, calendar = facts["calendar"], calendars.by_digest(facts["calendar"])
            moved = [_by(calendar, one) for one in moved]
        elif entry.verb == Event.EXTENDED:
            moved.append(Extended(datetime.fromisoformat(facts["due_at"])))
    if promise is None:
        return None
    return clocks.due_moment(promise, calendars.by_digest(digest), moved)


def _by(calendar: Calendar, event: Waited | Extended) -> Waited | Extended:
    if isinstance(event, Waited):
        return replace(event, calendar=calendar)
    return Extended(calendar.close_on_or_after(clock.day(event.due_at)))
