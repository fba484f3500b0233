"""Writes a message about a dossier."""

from datetime import datetime

from django.db import transaction

from hoaban.core.journal import actions as journal
from hoaban.core.people.actors import Actor
from hoaban.domains.onestop.correspondence import queries, rules
from hoaban.domains.onestop.correspondence.models import Message
from hoaban.domains.onestop.dossiers import queries as dossiers
from hoaban.domains.onestop.dossiers.enums import Event
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.parameters import queries as parameters

MOST = 50  # of one side


@transaction.atomic
def write(pk: int, *, text: str, by: Actor, at: datetime, key: str | None = None) -> Dossier:
    """The applicant writes to the agency, or an official of the agency to the applicant.

    The words are kept with the dossier and not in the journal. Refuses MessagesClosed,
    TooManyMessages, MessageEmpty.
    """
    dossier = dossiers.locked(pk)
    event = Event.WROTE_TO_APPLICANT if by.is_official else Event.WROTE_TO_AGENCY
    if dossiers.is_repeated(dossier, event, by, key):
        return dossier
    queries.check(dossier, by=by, at=at)
    so_far = queries.written(dossier, by_applicant=not by.is_official)
    rules.check_number(so_far, most=MOST, code=dossier.code or dossier.reference)
    words = rules.said(text)

    post = parameters.acting_post(by) if by.is_official else None
    Message.objects.create(dossier=dossier, post=post, text=words, at=at)

    journal.record(event, dossier, by=by, at=at, key=key)
    return dossier
