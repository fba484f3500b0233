"""The fact sheets rules turn on."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from hoaban.core import workdays


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
    calendar: workdays.Calendar


@dataclass(frozen=True, slots=True)
class Last:
    """The last thing done to a dossier, at which step, and whether this actor did it."""

    verb: str
    at: datetime
    step: str
    is_own: bool


@dataclass(frozen=True, slots=True)
class Facts:
    """The fact sheet of one dossier, one actor and one moment."""

    code: str
    state: str
    clock: str
    money: str
    delivery: str
    turn: str
    who: str
    is_head: bool
    answers_for_it: bool
    is_the_applicant: bool
    is_assigned_elsewhere: bool
    at: datetime
    submitted_at: datetime
    received_at: datetime | None
    due_at: datetime | None
    supplements_before: int
    supplements_after: int
    extensions: int
    fee_amount: int
    has_draft_result: bool
    windows: Windows
