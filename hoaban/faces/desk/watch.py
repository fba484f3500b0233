"""Whose password a keeper drew lately, as colleagues who sign or keep the system see it."""

from datetime import datetime, timedelta

from hoaban.core import clock
from hoaban.core.people import powers, rules
from hoaban.core.people.actors import Actor
from hoaban.core.people.models import Person
from hoaban.core.people.roles import KEEPERS

WATCHED = timedelta(days=14)  # so long it is shown
MOST = 20


def waiting(actor: Actor, now: datetime) -> int:
    """How many posts and drawn passwords wait for a second person, of those this post looks after:
    for who keeps the system all, for a head the own.
    """
    nominations = powers.nominations(actor).count()
    if not (actor.is_official and (actor.role in KEEPERS or rules.heads(actor, actor.agency))):
        return nominations
    return nominations + len(powers.drawn(actor, clock.day(now)))


def drawn(actor: Actor, now: datetime) -> list[Person]:
    """Whose password a keeper drew lately, newest first: for who signs the colleagues with powers,
    for who keeps the system all; nothing for others.
    """
    if not (actor.is_official and actor.role and rules.has_powers(actor.role, actor.standing)):
        return []
    found = powers.drawn(actor, clock.day(now), since=now - WATCHED)
    return [person for person, _posts in found[:MOST]]
