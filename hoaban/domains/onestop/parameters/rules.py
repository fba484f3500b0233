"""The legal parameters of a day."""

from collections.abc import Mapping
from dataclasses import dataclass

from hoaban.core.workdays.tables import Calendar


@dataclass(frozen=True, slots=True)
class Windows:
    """What the law of a day allows: counts, and the agency's calendar to compute moments with.

    Days are working days, hours working hours. Read from content, never written here.
    """

    supplements_per_stage: int
    extensions: int
    supplement_days: int
    notice_days: int
    precheck_hours: int
    completion_days: int
    circular: str
    forms: Mapping[str, str]
    on_supply: str
    undo_minutes: int
    calendar: Calendar
