"""Gives invented people the authenticator app that content gives them."""

from datetime import datetime

from allauth.mfa.totp.internal.auth import TOTP
from django.db import transaction

from hoaban.core.journal import actions as journal
from hoaban.core.people import queries, rules
from hoaban.core.people.actors import Actor
from hoaban.core.people.enums import Event
from hoaban.core.people.models import Person
from hoaban.core.refusals import NotAllowed


@transaction.atomic
def set_factor(pk: int, *, secret: str, by: Actor, at: datetime) -> Person:
    """Give an invented person an authenticator app by its secret (base 32). Refuses NotAllowed:
    nobody else's is known to whoever gives it.
    """
    rules.may_keep(by)
    person = queries.locked_person(pk)
    if not person.is_synthetic:
        raise NotAllowed
    TOTP.activate(person, secret)
    journal.note(Event.SECOND_FACTOR, person, by=by, at=at, change="totp_activated")
    return person
