"""How the figures are counted: kept with each event, and recounted from the dossiers' own rows."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db.models import CharField, Count, F, Q, QuerySet
from django.db.models.functions import Cast, Substr
from django.db.models.lookups import Exact, LessThan

from hoaban.casework.cases import queries as cases
from hoaban.casework.cases.enums import Clock
from hoaban.casework.clocks.models import ClockInterval
from hoaban.core import clock
from hoaban.core.calendars import queries as calendars
from hoaban.core.journal.models import Entry
from hoaban.core.people import agencies
from hoaban.domains.onestop.dossiers.enums import Event, State
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.parameters import queries as parameters
from hoaban.domains.onestop.statistics import rules
from hoaban.domains.onestop.statistics.queries import (
    BOOK,
    MOMENTS,
    OF_A_CASE,
    Counted,
    Key,
    broken,
    key_of,
    late_at,
    open_at,
    waits_at,
)
from hoaban.domains.onestop.statistics.rules import COUNTED, ENDS, PROMISED_ANEW, Figures, Happening
from hoaban.engines.tallies import actions as tallies
from hoaban.engines.tallies.periods import Period


def keep_sums(entry: Entry) -> None:
    """Reception, refusal, result or end of a dossier moves the sums of its day, month and year.

    One query for the dossier and one for all its sums; nothing for other events.
    """
    if entry.verb not in COUNTED or not entry.facts.get("was_received", True):
        return
    agency, revision, channel, held_to, decides = Dossier.objects.values_list(
        "case__agency", "revision", "channel", "case__held_to", cases.decides("case__")
    ).get(pk=entry.subject_pk)
    if held_to is None and entry.verb != Event.REFUSED:
        return
    field = parameters.plan(revision).revision.field.code
    values = [parameters.agency(agency).code, field, channel, parameters.agency(decides).code]
    tallies.add(BOOK, values, rules.changes(_happening(entry, held_to or entry.at)))


def _happening(entry: Entry, held_to: datetime) -> Happening:
    ran_until = _ran_until(entry) if entry.verb in ENDS else entry.at
    return Happening(
        event=entry.verb,
        on=clock.day(entry.at),
        due_on=clock.day(held_to),
        former_due_on=_former_due_on(entry, held_to),
        punctuality=entry.facts.get("punctuality", ""),
        clock_ran=ran_until == entry.at,
        is_late=bool(entry.facts.get("was_late", ran_until > held_to)),
    )


def _former_due_on(entry: Entry, held_to: datetime) -> date | None:
    """The day of the promise that a new one replaced; None where it replaced none."""
    if entry.verb not in PROMISED_ANEW:
        return None
    former = datetime.fromisoformat(entry.facts["held_before"])
    return clock.day(former) if former != held_to else None


def _ran_until(entry: Entry) -> datetime:
    """Until when the clock ran of a case that has just ended: till now, or till it was stopped."""
    stretches = ClockInterval.objects.filter(case=entry.subject_pk).order_by("-id")
    kind, started_at = stretches.values_list("kind", "started_at")[0]
    return started_at if kind == Clock.PAUSED else entry.at


def recounted(of: Period, *, agency_code: str = "") -> Counted:
    """The same figures counted anew from the dossiers' rows, without the kept sums."""
    dossiers_ = Dossier.objects.filter(case__opened_at__lt=of.ends_at)
    late = ClockInterval.objects.filter(late_at(of.judged_at), open_at(of.ends_at, *MOMENTS))
    codes = agencies.answered_for(agency_code, of.to_on)
    if agency_code:
        dossiers_ = dossiers_.filter(case__agency__code__in=codes)
        late = late.filter(case__agency__code__in=codes)
    found: dict[Key, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    refused = Dossier.objects.filter(
        case__state=State.REFUSED, case__closed_at__gte=of.begins_at, case__closed_at__lt=of.ends_at
    )
    if agency_code:
        refused = refused.filter(case__agency__code__in=codes)
    _gather(found, _grouped(refused).annotate(refused=Count("pk")), ["refused"])
    _gather(found, _grouped(dossiers_).annotate(**_counts(of)), list(_counts(of)))
    per_interval = late.values_list(*OF_A_CASE, cases.decides("case__"))
    _gather(
        found,
        per_interval.annotate(in_progress_late=Count("case", distinct=True)),
        ["in_progress_late"],
    )
    for key, was_before in _finished_on_their_due_day(dossiers_, of):
        if was_before:
            found[key]["processed_before"] += 1
            found[key]["processed_on"] -= 1
    figures = {key: Figures(**counts) for key, counts in found.items()}
    return {key: one for key, one in figures.items() if one != Figures()}


def _grouped(rows: QuerySet[Dossier]) -> QuerySet[Any, Any]:  # Any: rows of values
    return rows.values_list(
        "case__agency", "revision__field__code", "channel", cases.decides("case__")
    )


def _gather(
    found: dict[Key, dict[str, int]],
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


def _finished_on_their_due_day(rows: QuerySet[Dossier], of: Period) -> Iterable[tuple[Key, bool]]:
    """Those of the due day itself, one by one: was it before the half-day of the due moment?"""
    of_that_day = (
        rows.filter(case__done_at__gte=of.begins_at, case__done_at__lt=of.ends_at)
        .filter(case__done_at__lte=F("case__held_to"))
        .filter(Exact(_day("case__done_at"), _day("case__held_to")))
        .values_list(
            "case__agency", "revision__field__code", "channel", cases.decides("case__"),
            "calendar_digest", "case__held_to", "case__done_at",
        )
    )  # fmt: skip
    for agency, field, channel, decides, digest, held_to, done_at in of_that_day.iterator():
        key = key_of(agency, field, channel, decides)
        if held_to and done_at:
            yield key, done_at < calendars.by_digest(digest).half_day(held_to)
