"""What a room counts and by what, and where a change lands. Pure."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from hoaban.engines.tallies.enums import Grain

Place = tuple[str, date, str]  # grain, first day, measure


@dataclass(frozen=True, slots=True)
class Book:
    """A room's declaration: the name of its sums, what it measures, and by which dimensions.

    Values of dimensions are stable codes. At most as many dimensions as `models.DIMENSIONS`.
    """

    name: str
    measures: tuple[str, ...]
    dimensions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """So much more (or less) of a measure from a day on."""

    measure: str
    on: date
    amount: int


def spread(changes: Iterable[Change]) -> dict[Place, int]:
    """What changes add to the sums of their days, months and years; what cancels out is left out.

    In one order, so that two writers never wait for each other.
    """
    sums: dict[Place, int] = defaultdict(int)
    for change in changes:
        for grain, starts_on in _spans(change.on):
            sums[grain, starts_on, change.measure] += change.amount
    return {place: amount for place, amount in sorted(sums.items()) if amount}


def _spans(on: date) -> list[tuple[str, date]]:
    return [
        (Grain.DAY.value, on),
        (Grain.MONTH.value, on.replace(day=1)),
        (Grain.YEAR.value, on.replace(month=1, day=1)),
    ]
