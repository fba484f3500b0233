"""Whose password a keeper drew lately, as colleagues who sign or keep the system see it; and what
nobody can do.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from hoaban.casework.turns import queries as turns
from hoaban.core import clock
from hoaban.core.people import agencies, powers, rules
from hoaban.core.people.actors import Actor
from hoaban.core.people.models import Person
from hoaban.core.people.roles import KEEPERS, Role

ROLES = {Role.LEADER: _("người đứng đầu, cấp phó")}
UNHELD = 20  # of what nobody can do, as many lines
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


@dataclass(frozen=True, slots=True)
class Left:
    """Work that nobody can do, as it is shown to whoever may see to it."""

    agency: str
    role: str
    holder: str  # whose account is closed; empty where nobody holds the role
    count: int


def unheld(actor: Actor, now: datetime) -> list[Left]:
    """What nobody can do: in the own agency for who leads it, everywhere for keepers."""
    on = clock.day(now)
    tree = agencies.at(on)
    if actor.role in KEEPERS:
        codes = [row.code for row in tree.taking_part()]
    elif actor.role == Role.LEADER:
        codes = [actor.agency]
    else:
        return []
    return [
        Left(
            agency=tree[one.agency].shown if one.agency in tree else one.agency,
            role=str(ROLES.get(Role(one.role), Role(one.role).label)),
            holder=one.post.person.full_name if one.post else "",
            count=one.count,
        )
        for one in turns.unheld(codes, on)[:UNHELD]
    ]
