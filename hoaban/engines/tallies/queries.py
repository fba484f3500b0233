"""Reads kept sums: each question is one query, however long the past is."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django.db import connection

from hoaban.engines.tallies.enums import Grain
from hoaban.engines.tallies.models import DIMENSIONS
from hoaban.engines.tallies.periods import ONE_DAY, Period
from hoaban.engines.tallies.rules import Book

Narrowed = Mapping[str, Collection[str]]  # dimension to the values that count
Sums = dict[str, int]  # by measure
Span = tuple[Grain, date, date]  # sums that start from a day on and before another one

# One walk along the index for each span: SQLite walks the whole book for spans joined by OR.
_OF_SPAN = """
    SELECT starts_on, first, second, third, fourth, measure, amount FROM tallies_tally
    WHERE book = %s AND grain = %s AND starts_on >= %s AND starts_on < %s{chosen}
"""
_SUMMED = "SELECT {columns}, {sums} FROM ({walks}) asked GROUP BY {columns}"


def up_to(book: Book, day: date, narrowed: Narrowed | None = None) -> dict[tuple[str, ...], Sums]:
    """Everything counted up to a day, that day included, by the values of the dimensions."""
    columns = [*DIMENSIONS[: len(book.dimensions)], "measure"]
    found: dict[tuple[str, ...], Sums] = {}
    for *values, measure, amount in _summed(book, _until(day), columns, _chosen(book, narrowed)):
        found.setdefault(tuple(values), _nothing(book))[measure] = amount
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
    spans = _until(until) if since is None else _within(Period(since, until))
    chosen = _chosen(book, narrowed) | {"measure": sorted(measures)}
    part = None if among is None else _chosen(book, among)
    whole, of_part = _nothing(book), _nothing(book)
    for measure, *amounts in _summed(book, spans, ["measure"], chosen, part):
        whole[measure], of_part[measure] = amounts[0], amounts[-1]
    return whole, of_part


def by_month(book: Book, of: Period, narrowed: Narrowed | None = None) -> dict[date, Sums]:
    """The sums of each month of a period by its first day, cut at the period's days."""
    months: dict[date, Sums] = {}
    columns = ["starts_on", "measure"]
    for on, measure, amount in _summed(book, _within(of), columns, _chosen(book, narrowed)):
        day = on if isinstance(on, date) else date.fromisoformat(on)
        months.setdefault(day.replace(day=1), _nothing(book))[measure] += amount
    return {on: months[on] for on in sorted(months)}


def _nothing(book: Book) -> Sums:
    return dict.fromkeys(book.measures, 0)


def _chosen(book: Book, narrowed: Narrowed | None) -> dict[str, list[str]]:
    """The values that count, by column."""
    columns = dict(zip(book.dimensions, DIMENSIONS, strict=False))
    return {columns[name]: sorted(codes) for name, codes in (narrowed or {}).items()}


def _summed(
    book: Book,
    spans: Sequence[Span],
    columns: Sequence[str],
    chosen: Mapping[str, list[str]],
    part: Mapping[str, list[str]] | None = None,
) -> list[tuple[Any, ...]]:
    """Values of the columns and the sum of what is chosen; and, where it is asked for, that of the
    part that has one value or another.
    """
    if not all(chosen.values()):
        return []
    narrowed, codes = _one_of(chosen)
    walks = [_OF_SPAN.format(chosen="".join(f" AND {one}" for one in narrowed))] * len(spans)
    sums, values = ["sum(amount)"], list[Any]()  # Any: what the driver takes
    if part is not None:
        these, values = _one_of({column: among for column, among in part.items() if among})
        sums.append(f"sum(CASE WHEN {' OR '.join(these) or '1 = 0'} THEN amount ELSE 0 END)")
    for grain, *days in spans:
        values += [book.name, grain.value, *map(connection.ops.adapt_datefield_value, days), *codes]
    statement = _SUMMED.format(
        columns=", ".join(columns), sums=", ".join(sums), walks=" UNION ALL ".join(walks)
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall())


def _one_of(chosen: Mapping[str, list[str]]) -> tuple[list[str], list[str]]:
    """A condition for each column, and the values of all."""
    conditions = [
        f"{column} IN ({', '.join(['%s'] * len(codes))})" for column, codes in chosen.items()
    ]
    return conditions, [code for codes in chosen.values() for code in codes]


def _until(day: date) -> list[Span]:
    """Whole years before, whole months before, days of the month: few rows for any past."""
    ends = day + ONE_DAY
    month, year = ends.replace(day=1), ends.replace(month=1, day=1)
    return _spans(
        (Grain.YEAR, date.min, year), (Grain.MONTH, year, month), (Grain.DAY, month, ends)
    )


def _within(of: Period) -> list[Span]:
    """Whole months, and the days of a first or last month of which a part is asked."""
    begins, ends = of.from_on, of.to_on + ONE_DAY
    first, last = begins if begins.day == 1 else _next_month(begins), ends.replace(day=1)
    if first > last:
        return [(Grain.DAY, begins, ends)]
    return _spans((Grain.DAY, begins, first), (Grain.MONTH, first, last), (Grain.DAY, last, ends))


def _spans(*spans: Span) -> list[Span]:
    """Those that have any time at all."""
    return [(grain, begins, ends) for grain, begins, ends in spans if begins < ends]


def _next_month(day: date) -> date:
    return (day.replace(day=1) + timedelta(days=31)).replace(day=1)
