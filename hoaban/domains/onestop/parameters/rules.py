"""Why nothing is received under a version."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Lapsed:
    """Since when nothing is received under a version, and whether a later one is only shown."""

    on: date
    is_information: bool
