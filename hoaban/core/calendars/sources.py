"""From the tables to what a calendar is built from, and from a kept snapshot back to it."""

import hashlib
import json
from collections.abc import Mapping
from datetime import date, time
from typing import Any

from hoaban.core.calendars.enums import Kind
from hoaban.core.calendars.models import Holiday, HourRule, WorkTime, Year
from hoaban.core.workdays.facts import (
    DayOff,
    DayRule,
    DayRules,
    ExtraDay,
    Moment,
    OpenHours,
    Source,
)


def read() -> dict[str, Source]:
    """The source of every calendar by agency; the blank code is everybody else's. Four queries."""
    hours: dict[str, list[OpenHours]] = {"": []}
    for row in WorkTime.objects.filter(withdrawn_at__isnull=True):
        hours.setdefault(row.agency, []).append(
            OpenHours(row.weekday, row.opens, row.closes, row.valid_from, row.valid_to)
        )
    closed, extra = _days()
    years = tuple(Year.objects.order_by("year").values_list("year", flat=True))
    rules = DayRules(
        tuple(
            DayRule(Moment(row.moment), row.after, row.valid_from, row.valid_to, row.article)
            for row in HourRule.objects.order_by("moment", "valid_from")
        )
    )
    default = tuple(sorted(hours.pop(""), key=_key))
    return {"": Source(years, closed, extra, default, (), rules)} | {
        agency: Source(years, closed, extra, default, tuple(sorted(own, key=_key)), rules)
        for agency, own in sorted(hours.items())
    }


def digest(sources: Mapping[str, Source]) -> str:
    """One digest over all calendars: it changes when any of them does."""
    bodies = {agency: source.body() for agency, source in sources.items()}
    return hashlib.sha256(json.dumps(bodies, sort_keys=True).encode()).hexdigest()


def revive(body: Mapping[str, Any]) -> Source:  # Any: JSON as `Source.body` wrote it
    """The source that a snapshot's body describes."""
    return Source(
        years=tuple(body["years"]),
        closed=tuple(DayOff(date.fromisoformat(row["on"]), row["name"]) for row in body["closed"]),
        extra=tuple(
            ExtraDay(date.fromisoformat(row["on"]), row["name"], row["weekday"])
            for row in body["extra"]
        ),
        hours=tuple(_hours(row) for row in body["hours"]),
        own=tuple(_hours(row) for row in body["own"]),
        rules=DayRules(
            tuple(
                DayRule(
                    Moment(row["moment"]),
                    time.fromisoformat(row["after"]),
                    date.fromisoformat(row["valid_from"]),
                    _until(row["valid_to"]),
                    row["article"],
                )
                for row in body["rules"]["rules"]
            )
        ),
    )


def _days() -> tuple[tuple[DayOff, ...], tuple[ExtraDay, ...]]:
    closed: dict[date, DayOff] = {}
    extra: list[ExtraDay] = []
    for row in Holiday.objects.filter(withdrawn_at__isnull=True).order_by("on", "kind"):
        if row.kind == Kind.WORKING_SATURDAY and row.paired_on:
            # Worked in exchange for the paired day, so with that day's hours.
            extra.append(ExtraDay(row.on, row.name, row.paired_on.weekday()))
        elif row.on not in closed or row.kind == Kind.HOLIDAY:
            closed[row.on] = DayOff(row.on, row.name)
    return tuple(closed[on] for on in sorted(closed)), tuple(extra)


def _hours(row: Mapping[str, Any]) -> OpenHours:  # Any: JSON as `Source.body` wrote it
    return OpenHours(
        row["weekday"],
        time.fromisoformat(row["opens"]),
        time.fromisoformat(row["closes"]),
        date.fromisoformat(row["valid_from"]),
        _until(row["valid_to"]),
    )


def _until(day: str | None) -> date | None:
    return date.fromisoformat(day) if day else None


def _key(hours: OpenHours) -> tuple[object, ...]:
    return hours.valid_from, hours.weekday, hours.opens
