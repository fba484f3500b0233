"""Reads kept sums: each question is one query, however long the past is."""

from collections.abc import Collection, Mapping
from datetime import date, timedelta
from functools import reduce
from operator import or_

from django.db.models import Q, QuerySet, Sum

from hoaban.engines.tallies.enums import Grain
from hoaban.engines.tallies.models import DIMENSIONS, Tally
from hoaban.engines.tallies.periods import ONE_DAY, Period
from hoaban.engines.tallies.rules import Book

Narrowed = Mapping[str, Collection[str]]  # dimension to the values that count
Sums = dict[str, int]  # by measure


def up_to(book: Book, day: date, narrowed: Narrowed | None = None) -> dict[tuple[str, ...], Sums]:
    """Everything counted up to a day, that day included, by the values of the dimensions."""
    columns = DIMENSIONS[: len(book.dimensions)]
    rows = _rows(book, narrowed).filter(_before_the_end_of(day))
    grouped = rows.values_list(*columns, "measure")
    found: dict[tuple[str, ...], Sums] = {}
    for *values, measure, amount in grouped.annotate(Sum("amount")).order_by():
        held = found.setdefault(tuple(values), dict.fromkeys(book.measures, 0))
        held[measure] = amount
    return found


def total(
    book: Book,
    until: date,
    narrowed: Narrowed | None = None,
    *,
    since: date | None = None,
    among: Narrowed | None = None,
    measures: Collection[str],
) -> tuple[Sums, Sums]:
    """What was counted from a day on, or ever, up to a day, both included; and the part of it in
    which one dimension or the other has one of the values in `among` (all of it where None).
    """
    days = _before_the_end_of(until) if since is None else _within(Period(since, until))
    rows = _rows(book, narrowed).filter(days, measure__in=sorted(measures))
    sums = {"whole": Sum("amount")}
    if among is not None:
        sums["part"] = Sum("amount", filter=reduce(or_, map(Q, _chosen(book, among).items())))
    whole, part = (dict.fromkeys(book.measures, 0) for _ in range(2))
    for measure, *amounts in rows.values_list("measure").annotate(**sums).order_by():
        whole[measure], part[measure] = amounts[0], amounts[-1] or 0
    return whole, part


def by_month(book: Book, of: Period, narrowed: Narrowed | None = None) -> dict[date, Sums]:
    """The sums of each month of a period by its first day, cut at the period's days."""
    grouped = _rows(book, narrowed).filter(_within(of)).values_list("starts_on", "measure")
    months: dict[date, Sums] = {}
    for on, measure, amount in grouped.annotate(Sum("amount")).order_by():
        held = months.setdefault(on.replace(day=1), dict.fromkeys(book.measures, 0))
        held[measure] += amount
    return {on: months[on] for on in sorted(months)}


def _rows(book: Book, narrowed: Narrowed | None) -> QuerySet[Tally]:
    return Tally.objects.filter(book=book.name, **_chosen(book, narrowed or {}))


def _chosen(book: Book, narrowed: Narrowed) -> dict[str, list[str]]:
    columns = dict(zip(book.dimensions, DIMENSIONS, strict=False))
    return {f"{columns[name]}__in": sorted(codes) for name, codes in narrowed.items()}


def _before_the_end_of(day: date) -> Q:
    """Whole years before, whole months before, days of the month: few rows for any past."""
    ends = day + ONE_DAY
    month, year = ends.replace(day=1), ends.replace(month=1, day=1)
    return Q(grain=Grain.YEAR, starts_on__lt=year) | _in(
        (Grain.MONTH, year, month), (Grain.DAY, month, ends)
    )


def _within(of: Period) -> Q:
    """Whole months, and the days of a first or last month of which a part is asked."""
    begins, ends = of.from_on, of.to_on + ONE_DAY
    first, last = begins if begins.day == 1 else _next_month(begins), ends.replace(day=1)
    if first > last:
        return _in((Grain.DAY, begins, ends))
    return _in((Grain.DAY, begins, first), (Grain.MONTH, first, last), (Grain.DAY, last, ends))


def _in(*spans: tuple[Grain, date, date]) -> Q:
    """Sums that start from a day on and before another one, as far as that is a time at all."""
    asked = [
        Q(grain=grain, starts_on__gte=begins, starts_on__lt=ends)
        for grain, begins, ends in spans
        if begins < ends
    ]
    return reduce(or_, asked, Q())


def _next_month(day: date) -> date:
    return (day.replace(day=1) + timedelta(days=31)).replace(day=1)
