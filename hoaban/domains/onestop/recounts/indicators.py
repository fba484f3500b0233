"""The figures of a period counted anew from the dossiers' own rows, without the kept sums.

What was handed from one agency to another is counted one by one, each figure at the agency that had
it at that moment; all else in groups.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import CharField, Count, F, Q, QuerySet
from django.db.models.functions import Cast, Substr
from django.db.models.lookups import Exact, LessThan

from hoaban.casework.cases import queries as cases
from hoaban.casework.clocks.models import ClockInterval
from hoaban.core.calendars import queries as calendars
from hoaban.domains.onestop.dossiers.enums import State
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.statistics.queries import (
    IS_COUNTED,
    MOMENTS,
    OF_A_CASE,
    Counted,
    Key,
    broken,
    counted_for,
    key_of,
    late_at,
    open_at,
    waits_at,
)
from hoaban.domains.onestop.statistics.rules import Figures
from hoaban.domains.onestop.stays import queries as stays
from hoaban.domains.onestop.stays.queries import Stays
from hoaban.engines.tallies.periods import Period

Held = dict[Key, dict[str, int]]
A_MOMENT = timedelta(microseconds=1)


def recounted(of: Period, *, agency_code: str = "") -> Counted:
    """The figures of a period, of all or of an agency with all that it answers for."""
    found: Held = defaultdict(lambda: defaultdict(int))
    _count_those_that_stayed(found, of)
    _count_those_that_moved(found, of)
    codes = counted_for(agency_code, of) if agency_code else None
    figures = {
        key: Figures(**counts)
        for key, counts in found.items()
        if codes is None or key.agency in codes
    }
    return {key: one for key, one in figures.items() if one != Figures()}


def _count_those_that_stayed(found: Held, of: Period) -> None:
    stayed = Dossier.objects.filter(corrects=None).exclude(stays.has_moved())
    received = stayed.filter(case__opened_at__lt=of.ends_at)
    refused = stayed.filter(
        case__state=State.REFUSED, case__closed_at__gte=of.begins_at, case__closed_at__lt=of.ends_at
    )
    late = ClockInterval.objects.filter(late_at(of.judged_at), open_at(of.ends_at, *MOMENTS))
    late = late.filter(IS_COUNTED).exclude(stays.has_moved("case"))
    by = (*OF_A_CASE, cases.decides("case__"))
    per_interval = late.values_list(*by).annotate(Count("case", distinct=True))
    _gather(found, _grouped(refused).annotate(Count("pk")), ["refused"])
    _gather(found, _grouped(received).annotate(**_counts(of)), list(_counts(of)))
    _gather(found, per_interval, ["in_progress_late"])
    for _pk, values, was_before in _on_their_due_day(received, of):
        if was_before:
            found[key_of(*values)]["processed_before"] += 1
            found[key_of(*values)]["processed_on"] -= 1


def _grouped(rows: QuerySet[Dossier]) -> QuerySet[Any, Any]:  # Any: rows of values
    return rows.values_list(
        "case__agency", "revision__field__code", "channel", cases.decides("case__")
    )


def _gather(
    found: Held,
    rows: QuerySet[Any, Any],  # Any: rows of values
    names: list[str],
) -> None:
    for agency, field, channel, decides, *counts in rows.order_by():
        held = found[key_of(agency, field, channel, decides)]
        for name, count in zip(names, counts, strict=True):
            held[name] += count


def _day(name: str) -> Substr:
    """The day of a moment as the database writes it, in UTC: hours of work never cross it."""
    return Substr(Cast(name, CharField()), 1, 10)


def _counts(of: Period) -> dict[str, Count]:
    begins, ends = of.begins_at, of.ends_at
    done = Q(case__done_at__gte=begins, case__done_at__lt=ends)
    in_time = done & Q(case__done_at__lte=F("case__held_to"))
    on_an_earlier_day = Q(LessThan(_day("case__done_at"), _day("case__held_to")))
    ended = Q(case__closed_at__gte=begins, case__closed_at__lt=ends)
    counted = {
        "carried_over": open_at(begins, *MOMENTS),
        "received": Q(case__opened_at__gte=begins),
        "processed_before": in_time & on_an_earlier_day,
        "processed_on": in_time & ~on_an_earlier_day,
        "processed_late": done & Q(case__done_at__gt=F("case__held_to")),
        "ended": ended,
        "withdrawn": ended & Q(case__state=State.WITHDRAWN),
        "stopped": ended & Q(case__state=State.STOPPED),
        "ended_late": ended & broken("case"),
        "in_progress": open_at(ends, *MOMENTS),
        "waiting": open_at(ends, *MOMENTS) & waits_at(ends, "case"),
    }
    return {name: Count("pk", filter=which) for name, which in counted.items()}


def _on_their_due_day(
    rows: QuerySet[Dossier], of: Period
) -> Iterator[tuple[int, tuple[int, str, str, int], bool]]:
    """Those done on the due day itself, one by one: the key, what it is counted by, and whether it
    was before the half-day of the due moment.
    """
    of_that_day = (
        rows.filter(case__done_at__gte=of.begins_at, case__done_at__lt=of.ends_at)
        .filter(case__done_at__lte=F("case__held_to"))
        .filter(Exact(_day("case__done_at"), _day("case__held_to")))
        .values_list(
            "pk", "case__agency", "revision__field__code", "channel", cases.decides("case__"),
            "calendar_digest", "case__held_to", "case__done_at",
        )
    )  # fmt: skip
    for pk, agency, field, channel, decides, digest, held_to, done_at in of_that_day.iterator():
        if held_to and done_at:
            was_before = done_at < calendars.by_digest(digest).half_day(held_to)
            yield pk, (agency, field, channel, decides), was_before


@dataclass(frozen=True, slots=True)
class _Case:
    """A dossier that was handed over, with its moments, and whose it is now (primary keys)."""

    pk: int
    field: str
    channel: str
    now: tuple[int, int]
    opened: datetime
    done: datetime | None
    closed: datetime | None


def _count_those_that_moved(found: Held, of: Period) -> None:
    """One by one: each figure at the agency that had the dossier when it came about."""
    rows = Dossier.objects.filter(stays.has_moved(), case__opened_at__lt=of.ends_at, corrects=None)
    values = rows.values_list(
        *("pk", "revision__field__code", "channel", "case__agency", cases.decides("case__")),
        *MOMENTS,
    )
    moved = [_Case(pk, field, channel, (a, d), *at) for pk, field, channel, a, d, *at in values]
    where = Stays(one.pk for one in moved)
    counts = _counts_by_case(rows, of)
    for one in moved:
        for name, count in counts[one.pk].items():
            found[_key(one, where, _when(one, name, of))][name] += count
        for at in where.moves(one.pk):
            if of.begins_at <= at < of.ends_at and _is_open(one, at):
                _hand_over(found, one, where, at)


def _counts_by_case(rows: QuerySet[Dossier], of: Period) -> Mapping[int, Mapping[str, int]]:
    found: dict[int, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    names = list(_counts(of))
    for pk, *counts in rows.values_list("pk").annotate(**_counts(of)).order_by():
        found[pk].update(zip(names, counts, strict=True))
    late = ClockInterval.objects.filter(late_at(of.judged_at), open_at(of.ends_at, *MOMENTS))
    for pk in late.filter(case__in=rows.values("pk")).values_list("case", flat=True).distinct():
        found[pk]["in_progress_late"] = 1
    for pk, _values, was_before in _on_their_due_day(rows, of):
        if was_before:
            found[pk]["processed_before"], found[pk]["processed_on"] = 1, 0
    return found


def _when(one: _Case, name: str, of: Period) -> datetime:
    """The moment at which a figure counts a dossier."""
    if name in {"carried_over", "in_progress", "in_progress_late", "waiting"}:
        return of.begins_at if name == "carried_over" else of.ends_at
    by_event = one.done if name.startswith("processed") else one.closed
    return one.opened if name == "received" else by_event or one.opened


def _key(one: _Case, where: Stays, at: datetime) -> Key:
    receiving, deciding = where.at(one.pk, at, one.now)
    return key_of(receiving, one.field, one.channel, deciding)


def _is_open(one: _Case, at: datetime) -> bool:
    return (one.done is None or at < one.done) and (one.closed is None or at <= one.closed)


def _hand_over(found: Held, one: _Case, where: Stays, at: datetime) -> None:
    found[_key(one, where, at)]["handed_out"] += 1
    found[_key(one, where, at + A_MOMENT)]["handed_in"] += 1
