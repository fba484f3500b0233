"""Finds the promises that a day falls into, and what they would be by another calendar."""

from datetime import date, datetime, timedelta

from django.db.models import F, QuerySet

from hoaban.casework.cases.enums import Clock
from hoaban.casework.cases.models import Involvement
from hoaban.casework.clocks import rules as clocks
from hoaban.casework.clocks.rules import Extended, Waited
from hoaban.core import clock
from hoaban.core.journal import queries as journal
from hoaban.core.workdays.tables import Calendar
from hoaban.domains.onestop.dossiers.enums import Event
from hoaban.domains.onestop.dossiers.models import KIND, Dossier

ONE_DAY = timedelta(days=1)
MOVING = [Event.SUPPLEMENT_ASKED, Event.SUPPLIED, Event.EXTENDED]


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


def promised_on(on: date, at: datetime) -> int:
    """How many open promises a day falls into."""
    return spanning(on, at).count()


def due_by(dossier: Dossier, calendar: Calendar) -> datetime:
    """The due moment as it would be promised by another calendar, from what the journal knows."""
    asked_at = dossier.submitted_at
    moved: list[Waited | Extended] = []
    for entry in journal.of(dossier).filter(verb__in=MOVING):
        if entry.verb == Event.SUPPLEMENT_ASKED:
            asked_at = entry.at
        elif entry.verb == Event.SUPPLIED:
            moved.append(Waited(asked_at, entry.at, entry.facts["on_supply"], calendar))
        else:
            told = clock.day(datetime.fromisoformat(entry.facts["due_at"]))
            moved.append(Extended(calendar.close_on_or_after(told)))
    return clocks.due_moment(dossier.clock_facts(), calendar, moved)
