"""A late step, and the figures of an officer: plain facts."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from hoaban.core.workdays.lateness import Left


@dataclass(frozen=True, slots=True)
class Step:
    """A step that was done late, or is late now (`until` is None).

    `ending` says how it ended (`Ending`), where it was not simply done.
    """

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
    ending: str = ""


@dataclass(frozen=True, slots=True)
class Undone:
    """The turns of cases in which something was taken back, by case (primary key) and end: since
    when each was, those that were `kept` and those that were `undone`; `pressed`: when the latter
    began.
    """

    kept: Mapping[tuple[int, datetime | None], datetime]
    undone: Mapping[tuple[int, datetime | None], datetime]
    pressed: Collection[tuple[int, datetime | None]]

    def ended(self, case: int, until: datetime | None) -> bool:
        """Whether what ended a turn at a moment was taken back."""
        return (case, until) in self.pressed

    def since(self, case: int, since: datetime) -> datetime:
        """Since when somebody has had what begins at a moment, before a press and its undoing."""
        while begun := self.undone.get((case, since)):
            before = self.kept.get((case, begun), since)
            if before >= since:
                break
            since = before
        return since


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
