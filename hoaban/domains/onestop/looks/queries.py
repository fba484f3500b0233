"""Reads what of somebody's dossiers is new to them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime

from hoaban.casework.turns import queries as turns
from hoaban.core.journal import queries as journal
from hoaban.core.people.actors import Actor
from hoaban.domains.onestop.dossiers.enums import Event
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.looks import rules
from hoaban.domains.onestop.looks.rules import News as News

Answered = Mapping[int, Sequence[datetime]]  # by primary key, when the agency wrote


def news(dossiers: Sequence[Dossier], *, by: Actor, answered: Answered) -> dict[int, News]:
    """By primary key, in at most three queries for all of them; the turns at hand are then held."""
    keys = [one.pk for one in dossiers]
    held, looked = turns.at_hand_of(keys), _looked(keys, by)
    found = {}
    for dossier in dossiers:
        turn = held.get(dossier.pk)
        dossier.hold_turn(turn)
        facts = rules.Facts(
            state=dossier.state,
            answered=answered.get(dossier.pk, ()),
            asked_at=turn.since if turn else None,
            done_at=dossier.done_at,
            ended_at=dossier.ended_at,
            looked=looked[dossier.pk],
        )
        found[dossier.pk] = rules.news(facts)
    return found


def _looked(keys: Sequence[int], by: Actor) -> Mapping[int, Mapping[str, datetime]]:
    """When somebody last saw what of these dossiers."""
    found: dict[int, dict[str, datetime]] = defaultdict(dict)
    for entry in journal.of_each(Dossier, keys, Event.LOOKED_AT).filter(by=by.reference):
        found[entry.subject_pk] |= dict.fromkeys(entry.facts["topics"], entry.at)
    return found
