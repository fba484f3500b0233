"""Finds whose time ends soon, or has ended: of applicants to supply or pay, of officials to act."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from hoaban.casework.turns.enums import OUTSIDE, When
from hoaban.casework.turns.models import Turn
from hoaban.core import clock
from hoaban.core.people.actors import Actor
from hoaban.core.workdays.facts import MissingYear
from hoaban.domains.onestop.dossiers.enums import State
from hoaban.domains.onestop.parameters import queries as parameters
from hoaban.domains.onestop.provisions import queries as provisions

BATCH = 500
WAITING = (State.AWAITING_COMPLETION, State.AWAITING_SUPPLEMENT, State.AWAITING_PAYMENT)


def days_before(at: datetime) -> int:
    """How many days before the end an applicant is reminded, as the acts of that day say."""
    return int(provisions.act_of(clock.day(at))["reminder_days"])


def ending(now: datetime) -> Iterator[Turn]:
    """The turns of applicants that end within the days of a reminder.

    Who was asked within those days was told the end just then, and is not reminded.
    """
    before = timedelta(days=days_before(now))
    soon = _waiting().filter(act_by__gte=now, act_by__lte=now + before)
    return (turn for turn in _walked(soon) if turn.since < turn.act_by - before)


def ended(now: datetime, *, since: datetime) -> Iterator[Turn]:
    """The turns of applicants whose time ended after `since`."""
    return _walked(_waiting().filter(act_by__gte=since, act_by__lt=now))


def to_end(actor: Actor, state: State, now: datetime) -> QuerySet[Turn]:
    """What an officer of these agencies may end in that state, as nothing came in time."""
    by_time = _waiting().filter(when=When.BY_TIME, post=None)  # along an index
    return by_time.filter(agency__in=sorted(actor.reach), case__state=state, act_by__lt=now)


def counted(actor: Actor, state: State, now: datetime, *, most: int) -> int:
    """How much of it there is, counted no further than `most`."""
    return to_end(actor, state, now)[:most].count()


def soon(now: datetime) -> Iterator[Turn]:
    """The turns of officials that end soon: it is their last day, or the share of their working
    time that the acts of that day name has passed. What came today was told when it came.
    """
    on = clock.day(now)
    share = provisions.act_of(on)["warning_share"]
    open_ = Turn.objects.filter(until=None, when=When.BY_TIME, act_by__gte=now)
    before_today = open_.exclude(role=OUTSIDE).filter(since__lt=clock.at(on))
    for turn in _walked(before_today):
        if clock.day(turn.act_by) == on or _passed(turn, now) >= share:
            yield turn


def _passed(turn: Turn, now: datetime) -> float:
    """How much of the working time of a turn has passed, in percent; none where no calendar tells
    its end.
    """
    calendar = provisions.windows(clock.day(now), parameters.agency(turn.agency_id).code).calendar
    try:
        since, here, end = (calendar.position(at) for at in (turn.since, now, turn.act_by))
    except MissingYear:
        return 0.0
    return 100 * (here - since) / (end - since) if end > since else 0.0


def unclaimed(now: datetime, *, back: timedelta) -> Iterator[Turn]:
    """What waits to be fetched, signed as many days ago as the acts of that day name; of those the
    ones whose days ended within `back`.
    """
    last = now - timedelta(days=int(provisions.act_of(clock.day(now))["unclaimed_days"]))
    waiting = Turn.objects.filter(until=None, when=When.ON_CALL, case__state=State.DONE)
    return _walked(waiting.filter(since__lte=last, since__gt=last - back))


def _waiting() -> QuerySet[Turn]:
    open_ = Turn.objects.filter(role=OUTSIDE, until=None, is_consultation=False)
    return open_.filter(case__state__in=WAITING)


def _walked(found: QuerySet[Turn]) -> Iterator[Turn]:
    """All of them by their moment, in batches."""
    ordered = found.select_related("case").order_by("act_by", "id")
    rows = list(ordered[:BATCH])
    while rows:
        yield from rows
        moment, pk = rows[-1].act_by, rows[-1].pk
        later = ordered.filter(Q(act_by__gt=moment) | Q(act_by=moment, pk__gt=pk))
        rows = list(later[:BATCH])
