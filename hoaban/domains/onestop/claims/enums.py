"""Names of what happens here."""

from enum import StrEnum


class Event(StrEnum):
    """Journal events of claims."""

    CLAIMED = "dossiers.claimed"
