"""The closed list of spans that a kept sum may cover."""

from enum import StrEnum


class Grain(StrEnum):
    """How long the span is that a kept sum covers."""

    YEAR = "year"
    MONTH = "month"
    DAY = "day"
