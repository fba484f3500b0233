"""When a dossier is due, computed anew from the journal alone."""

from datetime import datetime

from hoaban.casework.clocks import rules as clocks
from hoaban.casework.clocks.rules import Extended, Promise, Waited
from hoaban.core.calendars import queries as calendars
from hoaban.core.journal import queries as journal
from hoaban.domains.onestop.dossiers.enums import Event
from hoaban.domains.onestop.dossiers.models import Dossier


def due_from_journal(dossier: Dossier, *, until: datetime | None = None) -> datetime | None:
    """The due moment computed anew from the journal alone, as known at a moment.

    Uses the calendar that the dossier was promised under, by its digest.
    """
    promise: Promise | None = None
    asked_at = dossier.submitted_at
    moved: list[Waited | Extended] = []
    for entry in journal.of(dossier):
        if until and entry.at > until:
            break
        if entry.verb == Event.RECEIVED:
            promise = Promise(entry.at, entry.facts["amount"], entry.facts["unit"])
        elif entry.verb == Event.SUPPLEMENT_ASKED:
            asked_at = entry.at
        elif entry.verb == Event.SUPPLIED:
            moved.append(Waited(asked_at, entry.at, entry.facts["on_supply"]))
        elif entry.verb == Event.EXTENDED:
            moved.append(Extended(datetime.fromisoformat(entry.facts["due_at"])))
    if promise is None:
        return None
    return clocks.due_moment(promise, calendars.by_digest(dossier.calendar_digest), moved)
