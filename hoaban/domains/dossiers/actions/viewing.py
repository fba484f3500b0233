"""Who looked at a person's record is itself an entry, once a day for each who looked."""

from datetime import datetime

from django.db import transaction

from hoaban.core import clock
from hoaban.core.journal import actions as journal
from hoaban.core.people.actors import Actor
from hoaban.domains.dossiers import queries
from hoaban.domains.dossiers.enums import Event
from hoaban.domains.dossiers.models import Dossier


@transaction.atomic
def view(pk: int, *, by: Actor, at: datetime) -> Dossier:
    """Write down that an official opened the case: the first time on a day, never twice."""
    dossier = queries.locked(pk)
    key = f"{dossier.reference}:viewed:{clock.day(at)}"
    if queries.is_repeated(dossier, Event.VIEWED, by, key):
        return dossier

    journal.record(Event.VIEWED, dossier, by=by, at=at, key=key)
    return dossier
