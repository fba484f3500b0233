"""Writes down who read a book, and which days of it."""

from datetime import datetime

from django.db import transaction

from hoaban.core import clock
from hoaban.core.journal import actions as journal
from hoaban.core.journal import queries as journal_queries
from hoaban.core.people.actors import Actor
from hoaban.core.people.models import Agency
from hoaban.domains.onestop.access import queries as access
from hoaban.domains.reports.register import rules
from hoaban.domains.reports.register.enums import Event
from hoaban.engines.tallies.periods import Period


@transaction.atomic
def read(pk: int, days: Period, *, kind: str = "page", by: Actor, at: datetime) -> Agency:
    """Write down that these days of an agency's book were read: the first time on a day, by `kind`
    of page or file. Refuses NotAllowed.
    """
    agency = Agency.objects.select_for_update(no_key=True).get(pk=pk)
    rules.check_read(agency.code, access.agencies_seen(by))
    key = f"register:{pk}:{days.from_on:%y%m%d}-{days.to_on:%y%m%d}:{kind}:{clock.day(at):%y%m%d}"
    if journal_queries.is_written(by.client, key):
        return agency

    journal.record(
        Event.READ,
        agency,
        by=by,
        at=at,
        key=key,
        begins=days.from_on.isoformat(),
        ends=days.to_on.isoformat(),
        kind=kind,
    )
    return agency
