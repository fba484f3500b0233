"""A late step, and the figures of an officer: plain facts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from hoaban.core.workdays.lateness import Left


@dataclass(frozen=True, slots=True)
class Step:
    """A step that was done late, or is late now (`until` is None)."""

    officer: str
    unit: str
    step: str
    reference: str
    code: str
    procedure: str
    since: datetime
    due: datetime
    until: datetime | None
    left: Left
    came_late: bool


@dataclass(frozen=True, slots=True)
class Officer:
    """How many late steps an officer has, and did; what came late already is counted apart."""

    name: str
    unit: str
    open: int
    done: int
    came_late: int


def by_officer(steps: Sequence[Step]) -> list[Officer]:
    """The figures of each officer, those with the most late steps of their own first."""
    found = []
    for (name, unit), each in groupby(steps, key=lambda one: (one.officer, one.unit)):
        own = list(each)
        caused = [one for one in own if not one.came_late]
        open_ = sum(one.until is None for one in caused)
        found.append(Officer(name, unit, open_, len(caused) - open_, len(own) - len(caused)))
    return sorted(found, key=lambda one: (-(one.open + one.done), one.name))
