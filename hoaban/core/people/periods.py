"""What effective-dated tables have in common."""

from datetime import date
from typing import Protocol


class Dated(Protocol):
    valid_from: date
    valid_to: date | None


def lives(row: Dated, on: date) -> bool:
    """Whether the half-open period `[valid_from, valid_to)` holds the day."""
    return row.valid_from <= on and (row.valid_to is None or on < row.valid_to)
