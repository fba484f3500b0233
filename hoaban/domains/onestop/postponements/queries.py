"""Finds the promises that a day falls into, and what they would be by another calendar."""

from datetime import date, datetime, timedelta

from django.db.models import F, QuerySet

from hoaban.casework.cases.enums import Clock
from hoaban.casework.cases.models import Involvement
from hoaban.casework.turns import queries as turns
from hoaban.casework.turns.models import Turn
from hoaban.core import clock
from hoaban.core.calendars.models import Holiday
from hoaban.core.journal import queries as journal
from hoaban.core.workdays import waits
from hoaban.core.workdays.tables import Calendar
from hoaban.domains.onestop.dossiers.enums import Event
from hoaban.domains.onestop.dossiers.models import KIND, Dossier
from hoaban.domains.onestop.postponements import rules
from hoaban.domains.onestop.promises import queries as promises

ONE_DAY = timedelta(days=1)


def spanning(on: date, at: datetime) -> QuerySet[Involvement]:
    """Open promises that a day falls into, from their reception to their due moment, and that are
    not broken yet; walked by the key of the case.
    """
    return Involvement.objects.filter(
        agency=F("case__agency"),
        act_by__isnull=False,
        until=None,
        case__kind=KIND,
        case__clock=Clock.RUNNING,
        case__opened_at__lt=clock.at(on + ONE_DAY),
        case__due_at__gte=max(clock.at(on), at),
    ).order_by("case")


def waiting(on: date, at: datetime) -> QuerySet[Involvement]:
    """Cases whose applicant is waited for over a day, walked by the key of the case."""
    return Involvement.objects.filter(
        agency=F("case__agency"),
        act_by__gte=max(clock.at(on), at),
        until=None,
        case__kind=KIND,
        state__in=rules.WAIT_LONGER.sources,
    ).order_by("case")


def waits_longer(dossier: Dossier, on: date, since: datetime) -> bool:
    """Whether the wait that began then was moved for this day already."""
    moved = journal.of(dossier).filter(verb=rules.WAIT_LONGER.event, at__gte=since)
    return any(entry.facts["on"] == on.isoformat() for entry in moved)


def waits_again(dossier: Dossier, at: datetime, calendar: Calendar) -> datetime:
    """Until when the applicant is waited for who sent something that the counter finds lacking.

    The time that the counter took to look is not theirs, and no day off costs them a day that was
    announced meanwhile: no wait was moved then.
    """
    asked, looked = turns.last_outside(dossier.case), dossier.turn_at_hand
    if asked is None or looked is None:
        return at
    until = asked.act_by
    for day in _announced(asked):
        if not waits_longer(dossier, day.on, asked.since):
            until = rules.waits_anew(asked.since, until, day.on, calendar)
    return waits.moved(until, looked.since, at, calendar)


def _announced(asked: Turn) -> list[Holiday]:
    """The days off in a wait that were announced after it began."""
    first, last = clock.day(asked.since), clock.day(asked.act_by)
    within = Holiday.objects.filter(on__gt=first, on__lte=last, withdrawn_at=None).order_by("on")
    announced = {"verb": Event.POSTPONEMENT_ANNOUNCED, "at__gte": asked.since}
    return [day for day in within if journal.of(day).filter(**announced).exists()]


def promised_on(on: date, at: datetime) -> int:
    """How many open promises a day falls into."""
    return spanning(on, at).count()


def due_by(dossier: Dossier, calendar: Calendar) -> datetime:
    """The due moment as it would be promised by another calendar, from what the journal knows."""
    return promises.by_calendar(dossier, calendar).due.at
