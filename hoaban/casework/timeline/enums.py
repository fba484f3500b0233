"""Who reads what happened to a case."""

from enum import StrEnum


class Reader(StrEnum):
    """Whom a line of the timeline is shown to."""

    OFFICIAL = "official"
    OUTSIDE = "outside"  # whom the case is about, or who brought it
