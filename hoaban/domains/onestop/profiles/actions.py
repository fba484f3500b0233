"""Keeps for the next forms what a citizen wants kept, and forgets it."""

from datetime import datetime

from django.db import transaction

from hoaban.casework.attachments import actions as attachments
from hoaban.core import clock
from hoaban.core.journal import actions as journal
from hoaban.core.people import queries as people
from hoaban.core.people.actors import Actor
from hoaban.domains.onestop.profiles import queries, rules
from hoaban.domains.onestop.profiles.enums import Event
from hoaban.domains.onestop.profiles.models import Known
from hoaban.domains.onestop.profiles.queries import Said

MOST_AT_ONCE = 200


@transaction.atomic
def keep(
    public_id: str | None,
    *,
    relation: str,
    said: Said,
    is_added: bool = False,
    by: Actor,
    at: datetime,
) -> Known:
    """Keep somebody of the citizen's family, or themselves, as they are written now.

    Without an id whoever is kept under the name already gets what is new, else one more is kept;
    `is_added`: it is to be one more, and what is kept stays as it is. Refuses KeptAlready,
    OnlyCitizensKeep and TooManyKept. The journal says that it was done and nothing else.
    """
    rules.check_citizen(is_citizen=by.is_citizen and by.person_pk is not None)
    people.locked_person(by.person_pk or 0)
    kept = queries.of(by)
    known = queries.same(kept, relation, said)
    if other := queries.in_the_way(known, public_id, relation, is_added=is_added):
        rules.check_unlike(name=other.name, relation=other.get_relation_display())
    if public_id is not None:
        known = queries.one(by, public_id) or known
        said = {part: dict(value) for part, value in said.items()}
    elif known is not None:
        said = queries.merged(known.said, said)
    if known is None:
        rules.check_room(kept=len(kept), most=queries.most(clock.day(at)))
        known = Known(public_id=attachments.public_id(), person_id=by.person_pk or 0)
    known.relation, known.said, known.updated_at = relation, dict(said), at
    known.save()
    journal.record(Event.KEPT, known, by=by, at=at)
    return known


@transaction.atomic
def erase(public_id: str | None, *, by: Actor, at: datetime) -> int:
    """Forget one whom the citizen keeps, without an id all of them: how many were forgotten."""
    people.locked_person(by.person_pk or 0)
    gone = [one for one in queries.of(by) if public_id in (None, one.public_id)]
    for known in gone:
        journal.record(Event.ERASED, known, by=by, at=at)
        known.delete()
    return len(gone)


@transaction.atomic
def expire(*, by: Actor, at: datetime) -> int:
    """Forget whom nobody wrote anew for as long as the rules of the day keep them: how many.

    `MOST_AT_ONCE` at most, so that a transaction stays short.
    """
    gone = list(queries.stale(at).select_for_update(of=("self",))[:MOST_AT_ONCE])
    for known in gone:
        journal.record(Event.EXPIRED, known, by=by, at=at)
        known.delete()
    return len(gone)
