"""Writes down what an applicant has seen of a dossier."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from hoaban.core.journal import actions as journal
from hoaban.core.people.actors import Actor
from hoaban.domains.onestop.dossiers import queries as dossiers
from hoaban.domains.onestop.dossiers.enums import Event
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.looks.enums import Topic


@transaction.atomic
def look(pk: int, *, topics: Collection[Topic], by: Actor, at: datetime) -> Dossier:
    """These topics were shown to the applicant as new: the same is written down once a moment."""
    dossier = dossiers.locked(pk)
    shown = sorted(topics)
    which = "".join(topic[0] for topic in shown)
    key = f"{dossier.reference}:looked:{which}:{at:%y%m%d%H%M%S%f}"
    if dossiers.is_repeated(dossier, Event.LOOKED_AT, by, key):
        return dossier

    journal.note(Event.LOOKED_AT, dossier, by=by, at=at, key=key, topics=shown)
    return dossier
