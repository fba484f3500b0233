"""Every change of the calendar. Moments promised before do not move: they keep their digest."""

import json
from collections.abc import Sequence
from datetime import date, datetime, time

from django.db import transaction

from hoaban.core.calendars import queries, rules, sources
from hoaban.core.calendars.enums import Certainty, Event, Kind, Source, Weekday
from hoaban.core.calendars.models import CalendarSnapshot, Holiday, Revision, WorkTime, Year
from hoaban.core.calendars.rules import DayFacts
from hoaban.core.journal import actions as journal_actions
from hoaban.core.journal import queries as journal
from hoaban.core.language import Words
from hoaban.core.people.actors import Actor
from hoaban.core.workdays.tables import Calendar


@transaction.atomic
def add_holiday(  # the facts of a day
    on: date,
    *,
    name: Words,
    kind: str,
    basis: str,
    by: Actor,
    at: datetime,
    certainty: str = Certainty.OFFICIAL,
    paired_on: date | None = None,
    code: str = "",
    key: str | None = None,
) -> Holiday:
    """Enter a day off or an extra working day. Refuses what `rules.may_add` refuses."""
    revision = queries.locked()
    if earlier := journal.earlier(by.client, key):
        return Holiday.objects.get(pk=earlier.subject_pk)

    taken = Holiday.objects.filter(on=on, kind=kind, withdrawn_at__isnull=True).exists()
    rules.may_add(
        DayFacts(
            role=by.role or "",
            on=on,
            is_extra=kind == Kind.WORKING_SATURDAY,
            is_statutory=kind == Kind.HOLIDAY,
            is_weekend=on.weekday() in (Weekday.SATURDAY, Weekday.SUNDAY),
            paired_on=paired_on,
            basis=basis,
            is_taken=taken,
        )
    )

    holiday = Holiday.objects.create(
        on=on,
        name=name,
        kind=kind,
        code=code,
        paired_on=paired_on,
        certainty=certainty,
        basis=basis,
        source=Source.DESK,
    )
    digest = settle(revision, at=at)
    facts = {"on": on.isoformat(), "kind": str(kind), "digest": digest}
    journal_actions.record(Event.HOLIDAY_ADDED, holiday, by=by, at=at, key=key, **facts)
    return holiday


@transaction.atomic
def withdraw_holiday(
    pk: int, *, basis: str, by: Actor, at: datetime, key: str | None = None
) -> Holiday:
    """Take a day out of the calendar; the row stays, marked. Content does not bring it back."""
    revision = queries.locked()
    holiday = Holiday.objects.select_for_update().get(pk=pk)
    if journal.earlier(by.client, key):
        return holiday

    rules.may_withdraw(by.role or "", basis, is_withdrawn=holiday.withdrawn_at is not None)

    holiday.withdrawn_at = at
    holiday.save(update_fields=["withdrawn_at"])
    digest = settle(revision, at=at)
    facts = {"on": holiday.on.isoformat(), "kind": holiday.kind, "digest": digest, "basis": basis}
    journal_actions.record(Event.HOLIDAY_WITHDRAWN, holiday, by=by, at=at, key=key, **facts)
    return holiday


@transaction.atomic
def set_hours(
    agency: str,
    *,
    week: Sequence[tuple[int, time, time]],
    valid_from: date,
    basis: str,
    by: Actor,
    at: datetime,
    key: str | None = None,
) -> list[WorkTime]:
    """Give an agency (blank: all without their own) a week of (weekday, opens, closes) from a day.

    What was in force before ends that day; what was to begin on it or later is withdrawn.
    """
    revision = queries.locked()
    if journal.earlier(by.client, key):
        return list(WorkTime.objects.filter(agency=agency, valid_from=valid_from))

    rules.may_set_hours(by.role or "", basis, week)

    rows = WorkTime.objects.filter(agency=agency, withdrawn_at__isnull=True)
    rows.filter(valid_from__gte=valid_from).update(withdrawn_at=at, source=Source.DESK)
    ending = rows.filter(valid_to__isnull=True) | rows.filter(valid_to__gt=valid_from)
    ending.update(valid_to=valid_from, source=Source.DESK)
    made = [
        WorkTime.objects.create(
            agency=agency,
            weekday=weekday,
            opens=opens,
            closes=closes,
            valid_from=valid_from,
            basis=basis,
            source=Source.DESK,
        )
        for weekday, opens, closes in sorted(week)
    ]
    digest = settle(revision, at=at)
    facts = {"agency": agency, "valid_from": valid_from.isoformat(), "digest": digest}
    journal_actions.record(Event.HOURS_SET, made[0], by=by, at=at, key=key, **facts)
    return made


@transaction.atomic
def confirm_year(year: int, *, basis: str, by: Actor, at: datetime, key: str | None = None) -> Year:
    """Say that a year's table is complete, so that moments may be counted into it."""
    revision = queries.locked()
    rules.may_keep(by.role or "")
    if found := Year.objects.filter(year=year).first():
        return found

    rules.may_confirm(by.role or "", basis, year, queries.missing_holidays(year))

    row = Year.objects.create(year=year, basis=basis, source=Source.DESK)
    digest = settle(revision, at=at)
    journal_actions.record(
        Event.YEAR_CONFIRMED, row, by=by, at=at, key=key, year=year, digest=digest
    )
    return row


def settle(revision: Revision, *, at: datetime) -> str:
    """Under the lock: keep a snapshot of every calendar there now is, and the new digest."""
    found = sources.read()
    for source in found.values():
        if source.years and source.hours:
            CalendarSnapshot.objects.get_or_create(
                digest=Calendar.build(source).digest,
                defaults={"body": json.loads(source.body()), "kept_at": at},
            )
    revision.digest = sources.digest(found)
    revision.changed_at = at
    revision.save(update_fields=["digest", "changed_at"])
    return revision.digest
