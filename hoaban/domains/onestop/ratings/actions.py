"""Rates the handling of a dossier."""

from datetime import datetime

from django.db import transaction

from hoaban.core.journal import actions as journal
from hoaban.core.people.actors import Actor
from hoaban.domains.onestop.dossiers import queries as dossiers
from hoaban.domains.onestop.dossiers import rules as dossiers_rules
from hoaban.domains.onestop.dossiers.enums import Event
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.parameters import queries as parameters
from hoaban.domains.onestop.ratings import queries
from hoaban.domains.onestop.ratings.enums import Grade
from hoaban.domains.onestop.ratings.models import Rating


@transaction.atomic
def rate(
    pk: int, *, grade: Grade, text: str = "", by: Actor, at: datetime, key: str | None = None
) -> Dossier:
    """Say how content one is, or change what was said; what was written stays out of the journal.

    Refuses NothingToRate, RatedInAccount and RatingClosed.
    """
    dossier = dossiers.locked(pk)
    if dossiers.is_repeated(dossier, Event.RATED, by, key):
        return dossier
    queries.check(dossier, by=by, at=at)

    said = dossiers_rules.trimmed(text)
    found = queries.of(dossier)
    if found is None:
        agency = parameters.agency(dossier.receiving_agency_id).code
        Rating.objects.create(dossier=dossier, agency=agency, grade=grade, text=said, at=at)
    else:
        found.grade, found.text = grade, said
        found.save(update_fields=["grade", "text"])

    journal.record(Event.RATED, dossier, by=by, at=at, key=key, grade=grade)
    return dossier
