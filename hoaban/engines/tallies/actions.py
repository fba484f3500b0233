"""Keeps the sums, in the transaction of whoever writes what is counted."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.db import connection

from hoaban.engines.tallies.models import DIMENSIONS
from hoaban.engines.tallies.rules import Book, Change, spread

_KEY = ["book", "grain", "starts_on", *DIMENSIONS, "measure"]
_ROW = f"({', '.join(['%s'] * (len(_KEY) + 1))})"
_INSERT = f"INSERT INTO tallies_tally ({', '.join(_KEY)}, amount) VALUES "  # noqa: S608 - our own names
_ADD = (
    f" ON CONFLICT ({', '.join(_KEY)}) "
    "DO UPDATE SET amount = tallies_tally.amount + excluded.amount"
)


def add(book: Book, values: Sequence[str], changes: Iterable[Change]) -> None:
    """Add changes to the sums of these values of the dimensions: one statement for all rows."""
    sums = spread(changes)
    if not sums:
        return
    places = [*values, *[""] * (len(DIMENSIONS) - len(book.dimensions))]
    written: list[str | date | int] = []
    for (grain, starts_on, measure), amount in sums.items():
        written += [book.name, grain, starts_on, *places, measure, amount]
    with connection.cursor() as cursor:
        cursor.execute(_INSERT + ", ".join([_ROW] * len(sums)) + _ADD, written)
