"""Reads kept sums: each question is one query, however long the past is."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta

from django.db.models import Q, QuerySet, Sum

from hoaban.engines.tallies.enums import Grain
from hoaban.engines.tallies.models import DIMENSIONS, Tally
from hoaban.engines.tallies.periods import Period
from hoaban.engines.tallies.rules import Book

Narrowed = Mapping[str, Collection[str]]  # dimension to the values that count
Sums = dict[str, int]  # by measure


def up_to(
    book: Book,
    day: date,
    narrowed: Narrowed | None = None,
    *,
    by: Sequence[str] = (),
    measures: Collection[str] = (),
) -> dict[tuple[str, ...], Sums]:
    """Everything counted up to a day, that day included, by the values of these dimensions; all
    dimensions and all measures where none is named.
    """
    columns = [DIMENSIONS[book.dimensions.index(name)] for name in by or book.dimensions]
    rows = _rows(book, narrowed).filter(_before_the_end_of(day))
    if measures:
        rows = rows.filter(measure__in=sorted(measures))
    grouped = rows.values_list(*columns, "measure")
    found: dict[tuple[str, ...], Sums] = {}
    for *values, measure, amount in grouped.annotate(Sum("amount")).order_by():
        held = found.setdefault(tuple(values), dict.fromkeys(book.measures, 0))
        held[measure] = amount
    return found


def by_month(book: Book, of: Period, narrowed: Narrowed | None = None) -> dict[date, Sums]:
    """The sums of each month of a period by its first day, cut at the period's days."""
    grouped = _rows(book, narrowed).filter(_within(of)).values_list("starts_on", "measure")
    months: dict[date, Sums] = {}
    for on, measure, amount in grouped.annotate(Sum("amount")).order_by():
        held = months.setdefault(on.replace(day=1), dict.fromkeys(book.measures, 0))
        held[measure] += amount
    return {on: months[on] for on in sorted(months)}


def _rows(book: Book, narrowed: Narrowed | None) -> QuerySet[Tally]:
    columns = dict(zip(book.dimensions, DIMENSIONS, strict=False))
    chosen = {f"{columns[name]}__in": sorted(codes) for name, codes in (narrowed or {}).items()}
    return Tally.objects.filter(book=book.name, **chosen)


def _before_the_end_of(day: date) -> Q:
    """Whole years before, whole months before, days of the month: few rows for any past."""
    year, month = day.replace(month=1, day=1), day.replace(day=1)
    return (
        Q(grain=Grain.YEAR, starts_on__lt=year)
        | Q(grain=Grain.MONTH, starts_on__gte=year, starts_on__lt=month)
        | Q(grain=Grain.DAY, starts_on__gte=month, starts_on__lte=day)
    )


def _within(of: Period) -> Q:
    """Whole months, and the days of the first and the last month."""
    first, last = of.from_on.replace(day=1), of.to_on.replace(day=1)
    days = Q(grain=Grain.DAY, starts_on__gte=of.from_on, starts_on__lte=of.to_on)
    at_the_ends = Q(starts_on__lt=_next_month(first)) | Q(starts_on__gte=last)
    return Q(grain=Grain.MONTH, starts_on__gt=first, starts_on__lt=last) | days & at_the_ends


def _next_month(first: date) -> date:
    return (first + timedelta(days=31)).replace(day=1)
