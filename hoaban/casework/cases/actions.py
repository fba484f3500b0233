"""Opens cases and keeps who takes part. Called inside the actions of rooms, which record."""

from collections.abc import Iterable
from datetime import datetime

from hoaban.casework.cases.enums import Part
from hoaban.casework.cases.models import Case, Involvement
from hoaban.core import rows


def open_first(
    case: Case, parts: Iterable[tuple[int, Part]], *, at: datetime, act_by: datetime
) -> bool:
    """Write a new case unless its reference stands already: whether it was written.

    `parts` are (primary key of an agency, its part), `act_by` until when the first turn is.
    """
    if not rows.insert_first(case):
        return False
    for agency, part in parts:
        rows.insert(Involvement(case=case, agency_id=agency, part=part, since=at, act_by=act_by))
    return True


def involve(case: Case, agency: int, part: Part, *, at: datetime) -> Involvement:
    """Let an agency (primary key) take part from now on."""
    return Involvement.objects.create(case=case, agency_id=agency, part=part, since=at)


def leave(case: Case, part: Part, *, at: datetime) -> None:
    """The agencies with this part take part no more; what they did stays."""
    present = Involvement.objects.filter(case=case, part=part, until=None)
    present.update(until=at, act_by=None)


def replace(case: Case, *, by: int, at: datetime) -> None:
    """Another agency (primary key) owns the case from now on."""
    Involvement.objects.filter(case=case, until=None).update(until=at, act_by=None)
    involve(case, by, Part.OWNS, at=at)
