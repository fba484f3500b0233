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


def involve(
    case: Case, agency: int, part: Part, *, at: datetime, act_by: datetime | None = None
) -> Involvement:
    """Let an agency (primary key) take part from now on, or go on with the part that it has.

    `act_by` is until when it must do something beside the handling of the case.
    """
    present = Involvement.objects.filter(case=case, agency=agency, until=None).first()
    if present is None:
        return Involvement.objects.create(
            case=case, agency_id=agency, part=part, since=at, act_by=act_by
        )
    if present.part == part:
        present.act_by = act_by
        present.save(update_fields=["act_by"])
    return present


def leave(case: Case, agency: int, part: Part, *, at: datetime) -> None:
    """An agency (primary key) has this part no more; what it did stays."""
    present = Involvement.objects.filter(case=case, agency=agency, part=part, until=None)
    present.update(until=at, act_by=None)


def rest(case: Case, agency: int, part: Part) -> None:
    """An agency (primary key) keeps this part with nothing left to do."""
    present = Involvement.objects.filter(case=case, agency=agency, part=part, until=None)
    present.update(act_by=None)


def replace(case: Case, *, by: int, at: datetime) -> None:
    """Another agency (primary key) owns the case from now on."""
    Involvement.objects.filter(case=case, until=None).update(until=at, act_by=None)
    involve(case, by, Part.OWNS, at=at)
