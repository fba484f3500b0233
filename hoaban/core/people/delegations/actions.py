"""Who acts for an absent holder of a post, or signs by order."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from hoaban.core.journal import actions as journal
from hoaban.core.people import agencies, names, queries, rules
from hoaban.core.people.actors import Actor
from hoaban.core.people.enums import Event
from hoaban.core.people.models import Delegation


@transaction.atomic
def delegate(
    giver_pk: int,
    *,
    taker_pk: int,
    reason: str,
    decision: str = "",
    by_order: bool = False,
    kinds: str = "",
    valid_from: date,
    valid_to: date,
    by: Actor,
    at: datetime,
) -> Delegation:
    """For an absence `[valid_from, valid_to)` one post acts for another, or signs `by_order`."""
    giver = queries.locked_post(giver_pk)
    taker = queries.posts_by_pk([taker_pk]).get()
    days = {"valid_from": valid_from, "valid_to": valid_to}
    during = Q(valid_from__lt=valid_to, valid_to__gt=valid_from, ended_at__isnull=True)
    during &= Q(by_order=True, taker=taker) if by_order else Q(by_order=False)
    absence = rules.Absence(
        by=by,
        giver_pk=giver.pk,
        giver_person_pk=giver.person_id,
        giver_role=giver.role,
        giver_standing=giver.standing,
        taker_standing=taker.standing,
        decision=decision,
        by_order=by_order,
        kinds=rules.kinds_of(kinds) if by_order else frozenset(),
        giver_agency=agencies.successor(giver.agency, valid_from).code,
        taker_person_pk=taker.person_id,
        taker_is_locked=not taker.person.is_active,
        taker_agency=agencies.successor(taker.agency, valid_from).code,
        begins=valid_from,
        ends=valid_to,
        overlaps=Delegation.objects.filter(during, giver=giver).exists(),
    )
    rules.may_delegate(absence)
    delegation = Delegation.objects.create(
        giver=giver,
        taker=taker,
        reason=names.clean(reason)[:200],
        decision=names.clean(decision)[:80],
        by_order=by_order,
        kinds=" ".join(sorted(absence.kinds)),
        **days,
    )
    facts = {"taker": f"post:{taker.public_id}", "from": f"{valid_from}", "to": f"{valid_to}"}
    journal.record(Event.DELEGATED, giver, by=by, at=at, by_order=by_order, **facts)
    return delegation


@transaction.atomic
def end_delegation(pk: int, *, by: Actor, at: datetime) -> Delegation:
    """The giver is back: the delegation ends at once. Refuses NotAllowed, AlreadyEnded."""
    giver = queries.locked_giver(pk)
    delegation = queries.locked_delegation(pk)
    rules.may_end_delegation(by, giver.pk)
    if delegation.ended_at:
        raise rules.AlreadyEnded(on=f"{delegation.ended_at:%d/%m/%Y}")
    delegation.ended_at = at
    delegation.save(update_fields=["ended_at"])
    journal.record(Event.DELEGATION_ENDED, giver, by=by, at=at, delegation=pk)
    return delegation
